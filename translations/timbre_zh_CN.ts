<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Paste as lines</source>
        <translation>粘贴为句子</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Delete line</source>
        <translation>删除这一句</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Play or pause while typing</source>
        <translation>输入时播放或暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Render changed</source>
        <translation>生成改动</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>About Timbre Studio</source>
        <translation>关于 Timbre Studio</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Go to Record</source>
        <translation>转到录音</translation>
    </message>
    <message>
        <source>Go to Voices</source>
        <translation>转到音色</translation>
    </message>
    <message>
        <source>Go to Script</source>
        <translation>转到文稿</translation>
    </message>
    <message>
        <source>Go to Dub</source>
        <translation>转到配音</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Record or stop</source>
        <translation>录音或停止</translation>
    </message>
    <message>
        <source>Keep and go on</source>
        <translation>保留并下一句</translation>
    </message>
    <message>
        <source>Record from here</source>
        <translation>从此处续录</translation>
    </message>
    <message>
        <source>Listen to the take</source>
        <translation>试听这一条</translation>
    </message>
    <message>
        <source>Listen to the old take</source>
        <translation>听旧的一条</translation>
    </message>
    <message>
        <source>Listen to the new take</source>
        <translation>听新的一条</translation>
    </message>
    <message>
        <source>Make a voice</source>
        <translation>制作音色</translation>
    </message>
    <message>
        <source>Import a voice…</source>
        <translation>导入音色…</translation>
    </message>
    <message>
        <source>Export the voice…</source>
        <translation>导出音色…</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>The recording is empty: check that the right microphone is chosen and not muted, then record again.</source>
        <translation>录音是空的：请检查是否选对了麦克风、是否静音，然后重新录制。</translation>
    </message>
    <message>
        <source>No speech was found: speak while the recording runs, then check that the microphone hears you.</source>
        <translation>没有检测到人声：请在录音时说话，并检查麦克风能否收到声音。</translation>
    </message>
    <message>
        <source>There is too little speech: record again and read at least one whole sentence.</source>
        <translation>人声太少：请重新录制，至少读完一整句。</translation>
    </message>
    <message>
        <source>The file is cut short: listen whether its end is missing, and copy or record it again if it is.</source>
        <translation>文件不完整：请听一听结尾是否缺失，若缺失请重新复制或录制。</translation>
    </message>
    <message>
        <source>The file is damaged: parts of it are missing. Copy it again from where it came, or record it again.</source>
        <translation>文件已损坏，缺少部分内容。请从原处重新复制，或重新录制。</translation>
    </message>
    <message>
        <source>Noise in the room was detected. Please record again in a quiet room.</source>
        <translation>检测到环境噪音，请在安静房间重新录制</translation>
    </message>
    <message>
        <source>The sound is distorted: turn the input level down or move away from the microphone, then record again.</source>
        <translation>声音失真：请调低输入音量或离麦克风远一些，然后重新录制。</translation>
    </message>
    <message>
        <source>A few loud moments are cut off: turn the input level down a little for the next recording.</source>
        <translation>个别大声处被削波：下次录制请略微调低输入音量。</translation>
    </message>
    <message>
        <source>The sound is as dull as a telephone call: record again with a better microphone, not over a call or headset link.</source>
        <translation>声音像电话一样发闷：请换更好的麦克风重新录制，不要通过通话或蓝牙耳机。</translation>
    </message>
    <message>
        <source>The voice is too quiet: move closer to the microphone or turn the input level up, then record again.</source>
        <translation>声音太轻：请靠近麦克风或调高输入音量，然后重新录制。</translation>
    </message>
    <message>
        <source>The voice is rather quiet: move closer to the microphone or turn the input level up next time.</source>
        <translation>声音偏轻：下次请靠近麦克风或调高输入音量。</translation>
    </message>
    <message>
        <source>The room echoes: record again in a room with curtains, carpets or full shelves, close to the microphone.</source>
        <translation>房间有回声：请在有窗帘、地毯或书架的房间，靠近麦克风重新录制。</translation>
    </message>
    <message>
        <source>The room echoes a little: a room with curtains or carpets would sound better.</source>
        <translation>房间略有回声：换有窗帘或地毯的房间效果会更好。</translation>
    </message>
    <message>
        <source>Mains hum was detected: keep the microphone and its cable away from power supplies.</source>
        <translation>检测到电源嗡声：请让麦克风和线缆远离电源。</translation>
    </message>
    <message>
        <source>There is some noise: a quieter room would make the voice better.</source>
        <translation>有一些噪声：换更安静的房间，音色会更好。</translation>
    </message>
    <message>
        <source>The high tones are missing: another microphone or a higher sampling rate would make the voice clearer.</source>
        <translation>缺少高音：换一个麦克风或更高的采样率，音色会更清晰。</translation>
    </message>
    <message>
        <source>checking the recordings</source>
        <translation>正在检查录音</translation>
    </message>
    <message>
        <source>analysing the recordings</source>
        <translation>正在分析录音</translation>
    </message>
    <message>
        <source>aligning the recordings</source>
        <translation>正在将录音与文字对齐</translation>
    </message>
    <message>
        <source>storing what was learnt</source>
        <translation>正在保存学到的内容</translation>
    </message>
    <message>
        <source>comparing with the recordings</source>
        <translation>正在与录音比较</translation>
    </message>
    <message>
        <source>listening to the references</source>
        <translation>正在听参考录音</translation>
    </message>
    <message>
        <source>reading the words of the references</source>
        <translation>正在读取参考录音的文字</translation>
    </message>
    <message>
        <source>loading the models</source>
        <translation>正在载入模型</translation>
    </message>
    <message>
        <source>storing what was heard</source>
        <translation>正在保存听到的内容</translation>
    </message>
    <message>
        <source>remembering the voice</source>
        <translation>正在保存音色</translation>
    </message>
    <message>
        <source>setting the level</source>
        <translation>正在调整音量</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>speaking sentence %1 of %2</source>
        <translation>正在朗读第 %1 句，共 %2 句</translation>
    </message>
    <message>
        <source>looking at file %1 of %2</source>
        <translation>正在查看第 %1 个文件，共 %2 个</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>%1 is not a sound or video file that can be read here</source>
        <translation>%1 不是可以读取的音频或视频文件。</translation>
    </message>
    <message>
        <source>%1 is a text file, not a sound file</source>
        <translation>%1 是文本文件，不是音频文件。</translation>
    </message>
    <message>
        <source>%1 is damaged or cut short, so no sound in it can be read</source>
        <translation>%1 已损坏或不完整，无法读取其中的声音。</translation>
    </message>
    <message>
        <source>%1 holds no sound (its length is zero)</source>
        <translation>%1 里没有声音（时长为零）。</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes)</source>
        <translation>%1 是空文件（0 字节）。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 s</source>
        <translation>%1 超过 %2 秒。</translation>
    </message>
    <message>
        <source>there is no sound in %1</source>
        <translation>%1 里没有声音。</translation>
    </message>
    <message>
        <source>there is no sound file in %1</source>
        <translation>%1 中没有音频文件。</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>找不到文件 %1。</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>找不到文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 is a folder, not a sound file</source>
        <translation>%1 是文件夹，不是音频文件。</translation>
    </message>
    <message>
        <source>%1 is a file, not a folder</source>
        <translation>%1 是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>%1 is a folder</source>
        <translation>%1 是文件夹。</translation>
    </message>
    <message>
        <source>the folder of %1 does not exist</source>
        <translation>%1 所在的文件夹不存在。</translation>
    </message>
    <message>
        <source>%1 files cannot be written</source>
        <translation>无法写出 %1 文件。</translation>
    </message>
    <message>
        <source>%1 has no extension that tells the kind of file</source>
        <translation>%1 没有表示文件类型的扩展名。</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>cannot write more of %1: %2</source>
        <translation>无法继续写入 %1：%2。</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>cannot delete %1: %2</source>
        <translation>无法删除 %1：%2。</translation>
    </message>
    <message>
        <source>Choose a WAV, FLAC, OGG, Opus, MP3, M4A or video file.</source>
        <translation>请选择 WAV、FLAC、OGG、Opus、MP3、M4A 或视频文件。</translation>
    </message>
    <message>
        <source>Copy it again from where it came from, or export it anew.</source>
        <translation>请从原处重新复制，或重新导出。</translation>
    </message>
    <message>
        <source>Put the recordings there as WAV, FLAC, OGG, MP3 or M4A.</source>
        <translation>请将 WAV、FLAC、OGG、MP3 或 M4A 格式的录音放在那里。</translation>
    </message>
    <message>
        <source>Cut it into shorter recordings.</source>
        <translation>请将它切成较短的录音。</translation>
    </message>
    <message>
        <source>Record it again.</source>
        <translation>请重新录制。</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>请检查名称和文件夹。</translation>
    </message>
    <message>
        <source>Make the folder first, or choose another one.</source>
        <translation>请先新建该文件夹，或换一个文件夹。</translation>
    </message>
    <message>
        <source>Name a file inside it.</source>
        <translation>请指定其中的文件。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>请换一个位置。</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>请用较短的名称。</translation>
    </message>
    <message>
        <source>Let the name end in one of %1.</source>
        <translation>文件名请以下列之一结尾：%1。</translation>
    </message>
    <message>
        <source>Free some disk space and try again.</source>
        <translation>请腾出一些磁盘空间后重试。</translation>
    </message>
    <message>
        <source>no microphone or other recording device was found</source>
        <translation>没有找到麦克风或其他录音设备。</translation>
    </message>
    <message>
        <source>no loudspeaker or other playing device was found</source>
        <translation>没有找到扬声器或其他播放设备。</translation>
    </message>
    <message>
        <source>no recording device is named &quot;%1&quot;</source>
        <translation>没有名为“%1”的录音设备。</translation>
    </message>
    <message>
        <source>the recording device delivers no sound</source>
        <translation>录音设备没有送来声音。</translation>
    </message>
    <message>
        <source>the recording device stopped delivering sound</source>
        <translation>录音设备不再送来声音。</translation>
    </message>
    <message>
        <source>the recording was stopped before the device delivered any sound</source>
        <translation>设备送来声音之前，录音就停止了。</translation>
    </message>
    <message>
        <source>the sound device &quot;%1&quot; does not open: %2</source>
        <translation>无法打开声音设备“%1”：%2。</translation>
    </message>
    <message>
        <source>the device &quot;%1&quot; does not open: %2</source>
        <translation>无法打开设备“%1”：%2。</translation>
    </message>
    <message>
        <source>the device &quot;%1&quot; does not start: %2</source>
        <translation>无法启动设备“%1”：%2。</translation>
    </message>
    <message>
        <source>an unfinished recording lies at %1</source>
        <translation>%1 处有一段未完成的录音。</translation>
    </message>
    <message>
        <source>%1 exists already; nothing was overwritten</source>
        <translation>%1 已存在，没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose another name, or allow overwriting.</source>
        <translation>请换一个名称，或允许覆盖。</translation>
    </message>
    <message>
        <source>Wait for the level to move, then stop.</source>
        <translation>请等电平开始变化后再停止。</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>请换一个设备。</translation>
    </message>
    <message>
        <source>there is nothing to speak in the text</source>
        <translation>文字里没有可以朗读的内容。</translation>
    </message>
    <message>
        <source>Give at least one word.</source>
        <translation>请至少给出一个词。</translation>
    </message>
    <message>
        <source>the language “%1” cannot be spoken yet</source>
        <translation>还不能朗读语言“%1”。</translation>
    </message>
    <message>
        <source>the engine “%1” does not speak “%2”</source>
        <translation>语音引擎“%1”不支持“%2”。</translation>
    </message>
    <message>
        <source>It speaks: %1.</source>
        <translation>它支持：%1。</translation>
    </message>
    <message>
        <source>the memory of this machine ran out</source>
        <translation>这台电脑的内存已用完。</translation>
    </message>
    <message>
        <source>Close other programs, or work on a shorter text.</source>
        <translation>请关闭其他程序，或改用较短的文字。</translation>
    </message>
    <message>
        <source>too many jobs wait already (%1)</source>
        <translation>等待的任务已经太多（%1 个）。</translation>
    </message>
    <message>
        <source>Wait until some are done, or stop them.</source>
        <translation>请等一些任务完成，或停止它们。</translation>
    </message>
    <message>
        <source>stopped before it was done</source>
        <translation>完成之前已停止。</translation>
    </message>
    <message>
        <source>an unexpected error ended the job: %1</source>
        <translation>任务因意外错误而结束：%1。</translation>
    </message>
    <message>
        <source>Please report this with what you did.</source>
        <translation>请报告此问题，并说明你的操作。</translation>
    </message>
    <message>
        <source>the project is not open any more</source>
        <translation>项目已不再打开。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>请重新打开。</translation>
    </message>
    <message>
        <source>there is already a voice %1</source>
        <translation>已经有名为 %1 的音色。</translation>
    </message>
    <message>
        <source>Choose another name, or rename or delete that voice first.</source>
        <translation>请换一个名称，或先重命名或删除那个音色。</translation>
    </message>
    <message>
        <source>the tag %1 has a comma</source>
        <translation>标签 %1 含有逗号。</translation>
    </message>
    <message>
        <source>Give two tags as two words.</source>
        <translation>请将两个标签分开写。</translation>
    </message>
    <message>
        <source>Record more; %1 s is a good amount.</source>
        <translation>请再多录一些；%1 秒比较合适。</translation>
    </message>
    <message>
        <source>the voice file is damaged: %1</source>
        <translation>音色文件已损坏：%1。</translation>
    </message>
    <message>
        <source>Export the voice again, or get another copy of the file.</source>
        <translation>请重新导出该音色，或另取一份文件。</translation>
    </message>
    <message>
        <source>%1 is no voice file, or was cut short</source>
        <translation>%1 不是音色文件，或不完整。</translation>
    </message>
    <message>
        <source>the voice file was written by a newer Timbre Studio</source>
        <translation>该音色文件由更新版本的 Timbre Studio 写成。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Timbre Studio</source>
        <translation>%1 由更新版本的 Timbre Studio 写成。</translation>
    </message>
    <message>
        <source>Update this program to import it.</source>
        <translation>请更新本程序后再导入。</translation>
    </message>
    <message>
        <source>Update this program to use the voice.</source>
        <translation>请更新本程序后再使用该音色。</translation>
    </message>
    <message>
        <source>the voice needs %1 MB, and the disk has %2 MB free</source>
        <translation>该音色需要 %1 MB，而磁盘只剩 %2 MB。</translation>
    </message>
    <message>
        <source>the voice was deleted while its new version was being made</source>
        <translation>制作新版本期间，该音色已被删除。</translation>
    </message>
    <message>
        <source>nobody speaks in it</source>
        <translation>其中没有人声。</translation>
    </message>
    <message>
        <source>Choose a recording of a voice.</source>
        <translation>请选择有人声的录音。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 已损坏：%2。</translation>
    </message>
    <message>
        <source>working</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>lines that were rendered are heard, others cannot be spoken</source>
        <translation>已生成的句子可以听，其他句子无法朗读。</translation>
    </message>
    <message>
        <source>Bring the voice over with `timbre voice export` and `import`, or choose another.</source>
        <translation>请用 `timbre voice export` 和 `import` 把音色搬过来，或换一个音色。</translation>
    </message>
    <message>
        <source>there is no file that could keep what you write</source>
        <translation>没有可以保存文字的文件。</translation>
    </message>
    <message>
        <source>Open a project, or make a new one.</source>
        <translation>请打开或新建一个项目。</translation>
    </message>
    <message>
        <source>it has neither a letter nor a digit</source>
        <translation>其中既没有文字也没有数字。</translation>
    </message>
    <message>
        <source>Choose or type another text.</source>
        <translation>请选择或输入别的文字。</translation>
    </message>
    <message>
        <source>it is neither a voice, nor weights, nor a recording</source>
        <translation>它既不是音色，也不是权重或录音。</translation>
    </message>
    <message>
        <source>Drop a .timbrevoice, GPT-SoVITS weights or a recording.</source>
        <translation>请拖入 .timbrevoice、GPT-SoVITS 权重或录音。</translation>
    </message>
    <message>
        <source>the recording device has gone</source>
        <translation>录音设备已断开。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>no microphone is open</source>
        <translation>没有打开的麦克风。</translation>
    </message>
    <message>
        <source>Choose one first.</source>
        <translation>请先选择一个。</translation>
    </message>
    <message>
        <source>the recording to go on from is gone: %1</source>
        <translation>要续录的录音已不存在：%1。</translation>
    </message>
    <message>
        <source>Record the whole line again.</source>
        <translation>请重录整句。</translation>
    </message>
    <message>
        <source>the place to go on from lies outside the earlier recording</source>
        <translation>续录的位置超出了原来的录音。</translation>
    </message>
    <message>
        <source>Choose a place inside it, or record the whole line again.</source>
        <translation>请选择录音之内的位置，或重录整句。</translation>
    </message>
    <message>
        <source>there is no output to hear the microphone through</source>
        <translation>没有可用于监听麦克风的输出设备。</translation>
    </message>
    <message>
        <source>Choose an output device in the settings.</source>
        <translation>请在设置中选择输出设备。</translation>
    </message>
    <message>
        <source>another program is recording to %1</source>
        <translation>另一个程序正在向 %1 录音。</translation>
    </message>
    <message>
        <source>meanwhile a file %1 has appeared; the recording stays in %2</source>
        <translation>其间出现了文件 %1；录音保留在 %2。</translation>
    </message>
    <message>
        <source>Rename one of the two.</source>
        <translation>请重命名其中一个。</translation>
    </message>
    <message>
        <source>nobody has stated to have the permission of the voice&apos;s owner</source>
        <translation>尚未声明已获得声音所有者的授权。</translation>
    </message>
    <message>
        <source>Tick the box with that statement first.</source>
        <translation>请先勾选该声明。</translation>
    </message>
    <message>
        <source>nobody has stated that the voice may be used</source>
        <translation>尚未声明可以使用这个声音。</translation>
    </message>
    <message>
        <source>Tick the box about permission first.</source>
        <translation>请先勾选授权声明。</translation>
    </message>
    <message>
        <source>no recordings are open</source>
        <translation>没有打开的录音。</translation>
    </message>
    <message>
        <source>Choose a script to read first.</source>
        <translation>请先选择朗读稿。</translation>
    </message>
    <message>
        <source>the text to be read is not UTF-8</source>
        <translation>要朗读的文字不是 UTF-8 编码。</translation>
    </message>
    <message>
        <source>Save it as UTF-8 and open it again.</source>
        <translation>请以 UTF-8 保存后重新打开。</translation>
    </message>
    <message>
        <source>there is no text to be read</source>
        <translation>没有要朗读的文字。</translation>
    </message>
    <message>
        <source>Write one sentence a line.</source>
        <translation>请每行写一句。</translation>
    </message>
    <message>
        <source>there is no text in %1</source>
        <translation>%1 里没有文字。</translation>
    </message>
    <message>
        <source>Choose another script file.</source>
        <translation>请选择另一个文稿文件。</translation>
    </message>
    <message>
        <source>there is no file to take in</source>
        <translation>没有要导入的文件。</translation>
    </message>
    <message>
        <source>Choose a sound or video file.</source>
        <translation>请选择音频或视频文件。</translation>
    </message>
    <message>
        <source>there are no recordings to make a voice from</source>
        <translation>没有可用于制作音色的录音。</translation>
    </message>
    <message>
        <source>Record or open some.</source>
        <translation>请录制或打开一些录音。</translation>
    </message>
    <message>
        <source>it lasts %1 s, and a reference needs at least %2 s</source>
        <translation>它长 %1 秒，而参考录音至少需要 %2 秒。</translation>
    </message>
    <message>
        <source>Choose a longer recording.</source>
        <translation>请选择更长的录音。</translation>
    </message>
    <message>
        <source>%1 imitates a reference and learns from no recordings</source>
        <translation>%1 模仿一段参考，不从录音学习</translation>
    </message>
    <message>
        <source>Make a new version of it from another reference.</source>
        <translation>请用另一段参考制作它的新版本。</translation>
    </message>
    <message>
        <source>nobody has written down what is said in this recording</source>
        <translation>没有人写下这段录音里说了什么</translation>
    </message>
    <message>
        <source>Make a new voice from recordings with their words.</source>
        <translation>请用带文字的录音制作新的音色。</translation>
    </message>
    <message>
        <source>Record the voice anew: the statement is kept with it then.</source>
        <translation>请重新录制这个音色：声明会随之保存。</translation>
    </message>
    <message>
        <source>version %1 of %2 has no such recording</source>
        <translation>%2 的版本 %1 没有这段录音</translation>
    </message>
    <message>
        <source>Choose one that is listed.</source>
        <translation>请选择列表中的一项。</translation>
    </message>
    <message>
        <source>the voice was deleted meanwhile</source>
        <translation>这个音色已被删除</translation>
    </message>
    <message>
        <source>the two recordings differ in their number of channels</source>
        <translation>两条录音的声道数不同</translation>
    </message>
    <message>
        <source>none of the recordings is 3 to 10 s long, as a reference has to be</source>
        <translation>没有一条录音的长度在参考所需的 3 到 10 秒之间</translation>
    </message>
    <message>
        <source>Record a line of about 6 s.</source>
        <translation>请录一句约 6 秒的话。</translation>
    </message>
    <message>
        <source>%1 s of usable recordings are too little; the engine “%2” needs %3 s (%4 left out, the first: %5: %6)</source>
        <translation>可用录音只有 %1 秒，太少；语音引擎“%2”需要 %3 秒（舍去 %4 条，第一条是 %5：%6）</translation>
    </message>
    <message>
        <source>%1 s of usable recordings are too little; the engine “%2” needs %3 s</source>
        <translation>可用录音只有 %1 秒，太少；语音引擎“%2”需要 %3 秒</translation>
    </message>
    <message>
        <source>the recordings of %1 are open in another program</source>
        <translation>%1 的录音正在另一个程序中打开</translation>
    </message>
    <message>
        <source>Close them there, then remove the voice.</source>
        <translation>请先在那里关闭，再删除音色。</translation>
    </message>
    <message>
        <source>the recordings in %1 are open in another window</source>
        <translation>%1 中的录音正在另一个窗口中打开</translation>
    </message>
    <message>
        <source>Close that window first.</source>
        <translation>请先关闭那个窗口。</translation>
    </message>
    <message>
        <source>the text to be read has more than %1 lines</source>
        <translation>要读的文本超过 %1 行</translation>
    </message>
    <message>
        <source>Twenty lines make a voice; take the best ones.</source>
        <translation>二十句就能做出一个音色，请挑最好的。</translation>
    </message>
    <message>
        <source>its next version is on the way</source>
        <translation>它的下一个版本正在制作</translation>
    </message>
    <message>
        <source>Wait until it is there.</source>
        <translation>请等它做好。</translation>
    </message>
    <message>
        <source>a line needs words</source>
        <translation>一句话需要有文字</translation>
    </message>
    <message>
        <source>Type what is said in the recording.</source>
        <translation>请输入录音里说的内容。</translation>
    </message>
    <message>
        <source>The recordings lie in the folder beside it and can be opened as files.</source>
        <translation>录音就在旁边的文件夹里，可以作为文件打开。</translation>
    </message>
    <message>
        <source>Update this program to go on with these recordings.</source>
        <translation>请更新本程序，以继续使用这些录音。</translation>
    </message>
    <message>
        <source>it has no transcript</source>
        <translation>没有对应的文本</translation>
    </message>
    <message>
        <source>it is longer than five minutes</source>
        <translation>它超过五分钟</translation>
    </message>
    <message>
        <source>five minutes of recordings are used already</source>
        <translation>已经用了五分钟的录音</translation>
    </message>
    <message>
        <source>its transcript has more words than the recording has room for</source>
        <translation>文本里的词太多，这段录音容纳不下</translation>
    </message>
    <message>
        <source>it does not say what its transcript says</source>
        <translation>说的内容与文本不一致</translation>
    </message>
    <message>
        <source>words of its transcript are not spoken, near &quot;%1&quot;</source>
        <translation>文本中“%1”附近的词没有读出来</translation>
    </message>
    <message>
        <source>it says something else than its transcript around %1 s</source>
        <translation>在约 %1 秒处说的内容与文本不同</translation>
    </message>
    <message>
        <source>line %1, take %2</source>
        <translation>第 %1 句第 %2 遍</translation>
    </message>
    <message>
        <source>a voice is being made from these recordings</source>
        <translation>正在用这些录音制作音色。</translation>
    </message>
    <message>
        <source>Wait until it is ready, or stop it.</source>
        <translation>请等制作完成，或停止制作。</translation>
    </message>
    <message>
        <source>the words of the take could not be checked</source>
        <translation>无法核对这条录音的文字。</translation>
    </message>
    <message>
        <source>Listen to it yourself, or record the line again.</source>
        <translation>请自己听一遍，或重录这一句。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Change it and try again.</source>
        <translation>请修改后重试。</translation>
    </message>
    <message>
        <source>Check the name or choose another one.</source>
        <translation>请检查名称，或换一个。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose another language, voice or format.</source>
        <translation>请换一种语言、音色或格式。</translation>
    </message>
    <message>
        <source>Restore the file from a copy, or make it again.</source>
        <translation>请用备份恢复该文件，或重新制作。</translation>
    </message>
    <message>
        <source>Check the disk&apos;s free space and your rights, or choose another folder.</source>
        <translation>请检查磁盘剩余空间和访问权限，或换一个文件夹。</translation>
    </message>
    <message>
        <source>Install Timbre Studio anew to repair it.</source>
        <translation>请重新安装 Timbre Studio 来修复。</translation>
    </message>
    <message>
        <source>Close other programs, or work on a shorter text.</source>
        <translation>请关闭其他程序，或改用较短的文字。</translation>
    </message>
    <message>
        <source>Check that the device is plugged in and switched on.</source>
        <translation>请检查设备是否已插好并打开。</translation>
    </message>
    <message>
        <source>Please report this with its details.</source>
        <translation>请连同详情一起报告此问题。</translation>
    </message>
    <message>
        <source>What was given cannot be used.</source>
        <translation>所给的内容无法使用。</translation>
    </message>
    <message>
        <source>Something that is needed is not there.</source>
        <translation>缺少需要的内容。</translation>
    </message>
    <message>
        <source>The name is taken. Nothing was overwritten.</source>
        <translation>名称已被占用，没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>This computer or this voice cannot do that.</source>
        <translation>这台电脑或这个音色不支持此操作。</translation>
    </message>
    <message>
        <source>The file is damaged, cut short or of another kind.</source>
        <translation>文件已损坏、不完整，或类型不符。</translation>
    </message>
    <message>
        <source>A file could not be read or written.</source>
        <translation>文件无法读取或写入。</translation>
    </message>
    <message>
        <source>A file that this needs is not installed.</source>
        <translation>缺少所需的文件。</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>The sound device cannot be used.</source>
        <translation>声音设备无法使用。</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Something went wrong inside Timbre Studio.</source>
        <translation>Timbre Studio 内部出错。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences: what happened, what to do</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>Language</source>
        <translation>语言（Language）</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>粤语</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日文</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩文</translation>
    </message>
</context>
<context>
    <name>Machine</name>
    <message>
        <source>Looking…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>This could not be found out.</source>
        <translation>无法查明。</translation>
    </message>
    <message>
        <source>Instant engine</source>
        <translation>即时引擎</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Graphics card, %1</source>
        <translation>显卡，%1</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message numerus="yes">
        <source>Processor, %n thread(s)</source>
        <translation>
            <numerusform>处理器，%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>GPU works: %1.</source>
        <translation>显卡可用：%1。</translation>
    </message>
    <message>
        <source>Using CPU because no graphics card for computing was found: %1.</source>
        <translation>没有找到可用于计算的显卡，因此使用处理器：%1。</translation>
    </message>
    <message>
        <source>Using CPU because this build computes without graphics cards: %1.</source>
        <translation>此版本不使用显卡计算，因此使用处理器：%1。</translation>
    </message>
    <message>
        <source>Using CPU because it is chosen in the settings: %1.</source>
        <translation>已在设置中选择处理器，因此使用：%1。</translation>
    </message>
    <message>
        <source>Using CPU because the graphics card could not be used: %1.</source>
        <translation>显卡无法使用，因此使用处理器：%1。</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU · %1</source>
        <translation>GPU · %1</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Ready: %1.</source>
        <translation>就绪：%1。</translation>
    </message>
    <message>
        <source>Ready: %1. Settings tell what the others lack.</source>
        <translation>就绪：%1。其余缺少什么，请看设置。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work.</source>
        <translation>已校验：%2 个中 %1 个可用。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work. “%3” does not: settings tell why.</source>
        <translation>已校验：%2 个中 %1 个可用。“%3”不可用，原因请看设置。</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in, or open a recording that you have.</source>
        <translation>没有找到麦克风。请插入麦克风，或打开已有的录音。</translation>
    </message>
    <message numerus="yes">
        <source>%n found.</source>
        <translation>
            <numerusform>找到 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Found: %1.</source>
        <translation>已找到：%1。</translation>
    </message>
    <message>
        <source>%1 GB free. A voice needs about 30 MB.</source>
        <translation>剩余 %1 GB。一个音色约占 30 MB。</translation>
    </message>
    <message>
        <source>Speech finder</source>
        <translation>人声检测</translation>
    </message>
    <message>
        <source>Voice match</source>
        <translation>声纹比对</translation>
    </message>
    <message>
        <source>Chinese readings</source>
        <translation>中文读音</translation>
    </message>
    <message>
        <source>GPT-SoVITS weights</source>
        <translation>GPT-SoVITS 权重</translation>
    </message>
    <message>
        <source>Tells speech from noise in recordings.</source>
        <translation>区分录音中的人声与噪声。</translation>
    </message>
    <message>
        <source>Measures how much a voice resembles its recordings.</source>
        <translation>测量音色与录音的相似程度。</translation>
    </message>
    <message>
        <source>Chooses between the readings of a Chinese character.</source>
        <translation>为多音字选择读音。</translation>
    </message>
    <message>
        <source>Makes voices and speaks with them: %1.</source>
        <translation>制作音色并用它朗读：%1。</translation>
    </message>
    <message>
        <source>Ready, checked</source>
        <translation>就绪，已校验</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>GPT-SoVITS speaks once you bring its models.</source>
        <translation>添加模型后，GPT-SoVITS 即可使用。</translation>
    </message>
    <message>
        <source>Ready: %1. GPT-SoVITS speaks once you bring its models.</source>
        <translation>就绪：%1。添加模型后，GPT-SoVITS 即可使用。</translation>
    </message>
    <message>
        <source>It works and has nothing to speak with yet: drop your own models on the Voices room.</source>
        <translation>引擎正常，但还没有模型：请把你自己的模型拖入“音色”。</translation>
    </message>
    <message>
        <source>Waits for models</source>
        <translation>等待模型</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Speech in your own voice, made on your own computer.</source>
        <translation>用你自己的声音，在你自己的电脑上合成语音。</translation>
    </message>
    <message>
        <source>Keep voices and settings in this folder.</source>
        <translation>将音色和设置存放在此文件夹。</translation>
    </message>
    <message>
        <source>Say how long it took until the window could be used, and quit.</source>
        <translation>报告窗口可用前花费的时间，然后退出。</translation>
    </message>
    <message>
        <source>A project or a text to open.</source>
        <translation>要打开的项目或文本。</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>需要重录</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>没有人声</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>太短</translation>
    </message>
    <message>
        <source>Cut short</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>削波</translation>
    </message>
    <message>
        <source>Telephone sound</source>
        <translation>电话音质</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>太轻</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>Mains hum</source>
        <translation>电源嗡声</translation>
    </message>
    <message>
        <source>Some noise</source>
        <translation>有些噪声</translation>
    </message>
    <message>
        <source>Dull</source>
        <translation>发闷</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>Too noisy</source>
        <translation>太吵</translation>
    </message>
    <message>
        <source>The room is too loud</source>
        <translation>房间太吵</translation>
    </message>
    <message>
        <source>Noise found. Please record again in a quiet room.</source>
        <translation>检测到环境噪音，请在安静房间重新录制</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>削波</translation>
    </message>
    <message>
        <source>Too loud for the microphone</source>
        <translation>声音太大，麦克风过载</translation>
    </message>
    <message>
        <source>The sound is clipped: turn the microphone down or move away, then read the line again.</source>
        <translation>声音被削波：请调低麦克风音量或离远一些，然后重读这一句。</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>The room echoes</source>
        <translation>房间有回声</translation>
    </message>
    <message>
        <source>Echo found: move closer to the microphone or away from bare walls, then read the line again.</source>
        <translation>检测到回声：请靠近麦克风，或离光秃的墙面远一些，然后重读这一句。</translation>
    </message>
    <message>
        <source>Half read</source>
        <translation>没读完</translation>
    </message>
    <message>
        <source>Part of the line is missing</source>
        <translation>这一句没有读完</translation>
    </message>
    <message>
        <source>Only part of the line was heard: read it again from the beginning to the end.</source>
        <translation>只听到这一句的一部分：请从头到尾重读一遍。</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>读错句子</translation>
    </message>
    <message>
        <source>These are other words</source>
        <translation>读的不是这一句</translation>
    </message>
    <message>
        <source>What was heard is not this line: read it again as it stands.</source>
        <translation>听到的内容不是这一句：请照原文重读。</translation>
    </message>
    <message>
        <source>Word skipped</source>
        <translation>漏读</translation>
    </message>
    <message>
        <source>A word was not heard</source>
        <translation>有词没有听到</translation>
    </message>
    <message>
        <source>The words in red were not heard: read the line again if you skipped them.</source>
        <translation>没有听到标红的词：如果漏读了，请重读这一句。</translation>
    </message>
    <message>
        <source>Door noise</source>
        <translation>关门声</translation>
    </message>
    <message>
        <source>A noise in between</source>
        <translation>中间有杂音</translation>
    </message>
    <message>
        <source>There is a noise such as a door in a pause: read the line again.</source>
        <translation>停顿处有关门之类的声音：请重读这一句。</translation>
    </message>
    <message>
        <source>Sound lost</source>
        <translation>声音丢失</translation>
    </message>
    <message>
        <source>Sound was lost</source>
        <translation>有声音丢失</translation>
    </message>
    <message>
        <source>The computer lost some of the sound: close other programs and read the line again.</source>
        <translation>电脑丢失了部分声音：请关闭其他程序，然后重读这一句。</translation>
    </message>
    <message>
        <source>Cut short</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>The recording broke off</source>
        <translation>录音中断了</translation>
    </message>
    <message>
        <source>The recording broke off before its end: listen to it, or read the line again.</source>
        <translation>录音没有到结尾就中断了：请听一听，或重读这一句。</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>Nothing is heard</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>Nothing was recorded: check that the microphone is switched on, then read the line again.</source>
        <translation>什么也没有录到：请检查麦克风是否打开，然后重读这一句。</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>没有人声</translation>
    </message>
    <message>
        <source>Nobody was heard</source>
        <translation>没有听到人声</translation>
    </message>
    <message>
        <source>No voice was heard: come closer to the microphone and read the line again.</source>
        <translation>没有听到人声：请靠近麦克风重读这一句。</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>太短</translation>
    </message>
    <message>
        <source>Too little was said</source>
        <translation>说得太少</translation>
    </message>
    <message>
        <source>There is too little speech to learn from: read the whole line again.</source>
        <translation>人声太少，不足以学习：请完整地重读这一句。</translation>
    </message>
    <message>
        <source>Like a telephone</source>
        <translation>电话音质</translation>
    </message>
    <message>
        <source>It sounds like a telephone</source>
        <translation>听起来像电话</translation>
    </message>
    <message>
        <source>The high tones are missing: choose another microphone, not that of a headset by radio, and read the line again.</source>
        <translation>缺少高音：请换一个麦克风（不要用无线耳机上的），然后重读这一句。</translation>
    </message>
    <message>
        <source>Dull</source>
        <translation>发闷</translation>
    </message>
    <message>
        <source>It sounds dull</source>
        <translation>声音发闷</translation>
    </message>
    <message>
        <source>High tones are missing: another microphone would sound clearer.</source>
        <translation>缺少高音：换一个麦克风会更清晰。</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>太轻</translation>
    </message>
    <message>
        <source>The voice is too quiet: come closer or turn the microphone up, then read the line again.</source>
        <translation>声音太轻：请靠近一些或调高麦克风音量，然后重读这一句。</translation>
    </message>
    <message>
        <source>Hum</source>
        <translation>电源嗡声</translation>
    </message>
    <message>
        <source>The mains hums</source>
        <translation>有电源嗡声</translation>
    </message>
    <message>
        <source>There is a hum of the mains: try another socket, or move the microphone away from cables.</source>
        <translation>有电源嗡声：请换一个插座，或让麦克风远离线缆。</translation>
    </message>
    <message>
        <source>Some noise</source>
        <translation>有些噪声</translation>
    </message>
    <message>
        <source>It can be used; a quieter room would make a better voice.</source>
        <translation>可以使用；在更安静的房间录制，音色会更好。</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在聆听</translation>
    </message>
    <message>
        <source>Speak a sentence to check level and room.</source>
        <translation>请说一句话，检查音量和房间。</translation>
    </message>
    <message>
        <source>A little too loud</source>
        <translation>略微过响</translation>
    </message>
    <message>
        <source>Peaks come near the end of the scale: move away a little.</source>
        <translation>峰值接近上限：请稍微离远一些。</translation>
    </message>
    <message>
        <source>A little too quiet</source>
        <translation>略微偏轻</translation>
    </message>
    <message>
        <source>Come closer, until the bar reaches the target band.</source>
        <translation>请靠近一些，直到电平条进入目标区。</translation>
    </message>
    <message>
        <source>Good. Keep this distance.</source>
        <translation>很好，保持这个距离。</translation>
    </message>
    <message>
        <source>Level near the target band, room quiet, no echo.</source>
        <translation>音量接近目标区，房间安静，没有回声。</translation>
    </message>
    <message>
        <source>The room is quiet, and there is no echo.</source>
        <translation>房间安静，没有回声。</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>请重读</translation>
    </message>
    <message>
        <source>Something is wrong with this take: read the line again.</source>
        <translation>这一条有问题：请重读这一句。</translation>
    </message>
    <message>
        <source>Kept anyway</source>
        <translation>仍保留</translation>
    </message>
    <message>
        <source>Rescued</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>未评定</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重读</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%2 %1</translation>
    </message>
    <message>
        <source>Read line %1 again: %2</source>
        <translation>重读第 %1 句：%2</translation>
    </message>
    <message>
        <source>Ready to read</source>
        <translation>可以开始读</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>约 %1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n take(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · kept anyway</source>
        <translation>%1 · 仍保留</translation>
    </message>
    <message>
        <source>%1 · draft, check the words</source>
        <translation>%1 · 初稿，请核对文字</translation>
    </message>
    <message>
        <source>%1 · not judged</source>
        <translation>%1 · 未评定</translation>
    </message>
    <message>
        <source>Too short: %1 s of at least %2 s.</source>
        <translation>太短：%1 秒，至少需要 %2 秒。</translation>
    </message>
    <message>
        <source>What is heard is not the text found for it.</source>
        <translation>听到的内容与找到的文字不符。</translation>
    </message>
    <message>
        <source>Too noisy: %1 dB of at least %2 dB over the noise.</source>
        <translation>太吵：信噪比 %1 dB，至少需要 %2 dB。</translation>
    </message>
    <message>
        <source>It has no words.</source>
        <translation>没有对应的文字。</translation>
    </message>
    <message>
        <source>There was enough without it.</source>
        <translation>其他录音已经足够。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取文件。</translation>
    </message>
    <message>
        <source>The recordings are %1 dB over the noise; 30 dB would be very good.</source>
        <translation>录音的信噪比为 %1 dB；达到 30 dB 就非常好。</translation>
    </message>
    <message>
        <source>It is %1 % alike; more lines make it more alike.</source>
        <translation>相似度 %1 %；多录几句会更像。</translation>
    </message>
    <message>
        <source>It was learnt from %1 s; 40 s and more are better.</source>
        <translation>学习了 %1 秒录音；40 秒以上更好。</translation>
    </message>
    <message>
        <source>Recordings that the check refused were kept.</source>
        <translation>保留了未通过检查的录音。</translation>
    </message>
    <message>
        <source>The room is quiet</source>
        <translation>房间安静</translation>
    </message>
    <message>
        <source>The noise floor is %1 dBFS.</source>
        <translation>底噪为 %1 dBFS。</translation>
    </message>
    <message>
        <source>The room will do</source>
        <translation>房间可以用</translation>
    </message>
    <message>
        <source>The noise floor is %1 dBFS; −50 dBFS would be better.</source>
        <translation>底噪为 %1 dBFS；低于 −50 dBFS 更好。</translation>
    </message>
    <message>
        <source>Somebody spoke</source>
        <translation>有人说话</translation>
    </message>
    <message>
        <source>Listen to the room again, and keep quiet for five seconds.</source>
        <translation>请重录环境底噪，并保持安静五秒。</translation>
    </message>
    <message>
        <source>The microphone is silent</source>
        <translation>麦克风没有声音</translation>
    </message>
    <message>
        <source>Not even noise is heard: check that it is switched on.</source>
        <translation>连底噪都没有：请检查麦克风是否打开。</translation>
    </message>
    <message>
        <source>This is my own voice, or I have the speaker&apos;s permission to copy it.</source>
        <translation>这是我本人的声音，或者说话人已授权我复制其声音。</translation>
    </message>
    <message>
        <source>A little too fast</source>
        <translation>稍微快了一点</translation>
    </message>
    <message>
        <source>Read more calmly: the voice will speak as you do now.</source>
        <translation>请读得从容一些：以后这个音色就会这样说话。</translation>
    </message>
    <message numerus="yes">
        <source>Reading of %1 · %n line(s)</source>
        <translation>
            <numerusform>%1 的朗读 · %n 句</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 lines; the first %2 are enough, more make it better</source>
        <translation>共 %1 句；读前 %2 句即可，读得越多越好</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>检查中…</translation>
    </message>
    <message>
        <source>%1 · checking the words</source>
        <translation>%1 · 正在核对词句</translation>
    </message>
    <message numerus="yes">
        <source>The words of %n line(s) are still being checked.</source>
        <translation>
            <numerusform>还有 %n 句正在核对文字。</numerusform>
        </translation>
    </message>
    <message>
        <source>Twenty seconds of good lines are needed; a minute is better.</source>
        <translation>至少需要 20 秒合格的句子，一分钟更好。</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>VoiceWords</name>
    <message>
        <source>%1 recorded</source>
        <translation>已录 %1</translation>
    </message>
    <message>
        <source>Made elsewhere</source>
        <translation>来自别处</translation>
    </message>
    <message>
        <source>%1 · v%2</source>
        <translation>%1 · v%2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 alike</source>
        <translation>相似度 %1</translation>
    </message>
    <message>
        <source>No proof of right yet</source>
        <translation>尚无授权证明</translation>
    </message>
    <message>
        <source>SNR %1: a little noise</source>
        <translation>信噪比 %1：略有噪声</translation>
    </message>
    <message>
        <source>SNR %1: record in a quieter room</source>
        <translation>信噪比 %1：请在更安静的房间录制</translation>
    </message>
    <message>
        <source>%1 alike: more recordings help</source>
        <translation>相似度 %1：多录一些会更像</translation>
    </message>
    <message>
        <source>Only %1 alike: record again</source>
        <translation>相似度仅 %1：请重新录制</translation>
    </message>
    <message>
        <source>Only %1 recorded</source>
        <translation>仅录了 %1</translation>
    </message>
    <message>
        <source>Made with noisy recordings</source>
        <translation>用有噪声的录音制作</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>This recording cannot be used.</source>
        <translation>这条录音无法使用。</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A date as QLocale::toString() spells it: day and month, or with the year.</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AbWave</name>
    <message>
        <source>You hear this</source>
        <translation>正在听这条</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AboutPage</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Timbre Studio %1</source>
        <translation>Timbre Studio %1</translation>
    </message>
    <message>
        <source>Speech in your own voice, made on your own computer.</source>
        <translation>用你自己的声音，在你自己的电脑上合成语音。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later: use it, look into it, change it, pass it on.</source>
        <translation>自由软件，依 GNU 通用公共许可证第 3 版或更新版本发布：你可以使用、研究、修改和分发它。</translation>
    </message>
    <message>
        <source>It stands on libtorch, Qt %1, FFmpeg, PortAudio, the Inter typeface and others; THIRD_PARTY.md names them all with their licences.</source>
        <translation>它基于 libtorch、Qt %1、FFmpeg、PortAudio、Inter 字体等；全部组件及其许可证见 THIRD_PARTY.md。</translation>
    </message>
    <message>
        <source>Reporting a fault</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>The details name this computer&apos;s parts and what works of them: no recordings, no texts, no names.</source>
        <translation>详情只包含这台电脑的部件和可用情况：不含录音、文字和名称。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Messages and menus are there at once. Meters go on moving.</source>
        <translation>消息和菜单直接出现，电平表仍会活动。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system is set, or always light or dark.</source>
        <translation>跟随系统，或始终浅色、深色。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Black on white or white on black, with clear borders.</source>
        <translation>白底黑字或黑底白字，边框清晰。</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>整体大小</translation>
    </message>
    <message>
        <source>Beside what the system already does for this screen.</source>
        <translation>在系统对此屏幕的缩放之外再调整。</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>重新启动本软件后生效。</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Words alone; what is around them stays.</source>
        <translation>只改变文字，周围的内容不变。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言（Language）</translation>
    </message>
    <message>
        <source>Of the window. Voices speak theirs.</source>
        <translation>仅指窗口的语言，音色用各自的语言。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Audition</name>
    <message>
        <source>The sound cannot be played</source>
        <translation>声音无法播放</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AuditionBar</name>
    <message>
        <source>Play or stop</source>
        <translation>播放或停止</translation>
    </message>
    <message>
        <source>Hear the voice before</source>
        <translation>试听上一个音色</translation>
    </message>
    <message>
        <source>Hear the next voice</source>
        <translation>试听下一个音色</translation>
    </message>
</context>
<context>
    <name>timbre::ui::CardDelegate</name>
    <message numerus="yes">
        <source>%n style(s)</source>
        <translation>
            <numerusform>%n 种风格</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ChecksPane</name>
    <message>
        <source>Hear yourself: only with headphones, else it howls</source>
        <translation>监听自己的声音：请戴耳机，否则会啸叫</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>电平</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>信噪比</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>底噪</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>Hum of the mains</source>
        <translation>电源嗡声</translation>
    </message>
    <message>
        <source>High tones</source>
        <translation>高音</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>%1 · %2 kHz</source>
        <translation>%1 · %2 kHz</translation>
    </message>
    <message>
        <source>No microphone found</source>
        <translation>没有找到麦克风</translation>
    </message>
    <message>
        <source>Choose a microphone</source>
        <translation>选择麦克风</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>没有麦克风</translation>
    </message>
    <message>
        <source>Plug one in: it is found by itself.</source>
        <translation>请插入麦克风，会自动识别。</translation>
    </message>
    <message>
        <source>Listening to the room</source>
        <translation>正在录环境底噪</translation>
    </message>
    <message>
        <source>Please keep quiet for five seconds.</source>
        <translation>请保持安静五秒。</translation>
    </message>
    <message>
        <source>dBFS</source>
        <translation>dBFS</translation>
    </message>
    <message>
        <source>Too loud</source>
        <translation>太响</translation>
    </message>
    <message>
        <source>In target</source>
        <translation>在目标区</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>太轻</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>没有人声</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Some noise</source>
        <translation>有些噪声</translation>
    </message>
    <message>
        <source>Below %1 dB</source>
        <translation>低于 %1 dB</translation>
    </message>
    <message>
        <source>Speak on</source>
        <translation>请继续说</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在聆听</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>安静</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>削波</translation>
    </message>
    <message>
        <source>Nearly clipping</source>
        <translation>接近削波</translation>
    </message>
    <message>
        <source>No clipping</source>
        <translation>无削波</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>all there</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>up to %1 kHz</source>
        <translation>最高 %1 kHz</translation>
    </message>
    <message>
        <source>%1 syllables/s</source>
        <translation>每秒 %1 字</translation>
    </message>
    <message>
        <source>Near target</source>
        <translation>接近目标</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Chip</name>
    <message>
        <source>%1 %2</source>
        <comment>filter and how many it lets through</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ClipRow</name>
    <message>
        <source>The check asks for this line again.</source>
        <translation>检查建议重录这一句。</translation>
    </message>
    <message>
        <source>Usable; a better recording would help.</source>
        <translation>可用；更好的录音会有帮助。</translation>
    </message>
    <message>
        <source>SNR %1</source>
        <translation>信噪比 %1</translation>
    </message>
    <message>
        <source>SNR unknown</source>
        <translation>信噪比未知</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 dBFS</source>
        <translation>%1 · %2 · %3 dBFS</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>Not used. %1</source>
        <translation>未使用。%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ClockLabel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1，共 %2</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ComparePage</name>
    <message>
        <source>Sentence that both speak</source>
        <translation>两个版本都朗读的句子</translation>
    </message>
    <message>
        <source>The versions cannot be heard</source>
        <translation>两个版本无法试听</translation>
    </message>
    <message>
        <source>Back to the voices (Esc)</source>
        <translation>返回音色库（Esc）</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>盲听</translation>
    </message>
    <message>
        <source>Blind: hide which is which</source>
        <translation>盲听：隐藏版本名称</translation>
    </message>
    <message>
        <source>You hear this one</source>
        <translation>正在听这条</translation>
    </message>
    <message>
        <source>Two versions of %1</source>
        <translation>对比“%1”的两个版本</translation>
    </message>
    <message>
        <source>Both at %1 LUFS, for their peaks</source>
        <translation>受峰值限制，两者均为 %1 LUFS</translation>
    </message>
    <message>
        <source>Level-matched to %1 LUFS</source>
        <translation>响度已对齐 %1 LUFS</translation>
    </message>
    <message>
        <source>%1 · v%2</source>
        <translation>%1 · v%2</translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s), %1</source>
        <translation>
            <numerusform>%n 条录音，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Take A</source>
        <translation>选 A</translation>
    </message>
    <message>
        <source>Take B</source>
        <translation>选 B</translation>
    </message>
    <message>
        <source>Keep v%1</source>
        <translation>保留 v%1</translation>
    </message>
    <message>
        <source>Use v%1</source>
        <translation>使用 v%1</translation>
    </message>
    <message>
        <source>Go back to v%1</source>
        <translation>退回 v%1</translation>
    </message>
    <message>
        <source>Both are speaking the sentence…</source>
        <translation>两个版本正在朗读这句话…</translation>
    </message>
    <message>
        <source>Lines that are rendered keep their version.</source>
        <translation>已生成的句子保留原版本。</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>更好</translation>
    </message>
    <message>
        <source>Figures are hidden until you take one.</source>
        <translation>选定之前不显示数据。</translation>
    </message>
    <message>
        <source>Like the recordings</source>
        <translation>与录音相似</translation>
    </message>
    <message>
        <source>measured when it was made</source>
        <translation>制作时测得</translation>
    </message>
    <message>
        <source>Like them in this sentence</source>
        <translation>本句与录音相似</translation>
    </message>
    <message>
        <source>one sentence</source>
        <translation>仅一句</translation>
    </message>
    <message>
        <source>SNR of the recordings</source>
        <translation>录音的信噪比</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Recordings like each other</source>
        <translation>录音之间的一致性</translation>
    </message>
    <message>
        <source>Lines rendered</source>
        <translation>已生成的句子</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 句</numerusform>
        </translation>
    </message>
    <message>
        <source>they stay</source>
        <translation>保持不变</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Composer</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Type or paste text. It becomes lines; Ctrl+Enter also speaks it.</source>
        <translation>输入或粘贴文字，会自动分句；按 Ctrl+Enter 同时朗读。</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新文字</translation>
    </message>
    <message>
        <source>Add as lines of the script</source>
        <translation>添加为文稿的句子</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ConsentBar</name>
    <message>
        <source>Recording and opening files wait for this.</source>
        <translation>勾选后才能录音和打开文件。</translation>
    </message>
    <message>
        <source>Stated on %1</source>
        <translation>声明于 %1</translation>
    </message>
    <message>
        <source>It is kept with every voice made from these recordings.</source>
        <translation>用这些录音制作的每个音色都会附带此声明。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::CoverageMeter</name>
    <message>
        <source>%1 of %2 lines</source>
        <translation>已录 %1 / %2 句</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>seconds read of the goal</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Progress of the reading</source>
        <translation>朗读进度</translation>
    </message>
    <message>
        <source>%1 of %2 sounds of the language</source>
        <translation>已覆盖 %1 / %2 个音</translation>
    </message>
    <message>
        <source>Not said yet: %1</source>
        <translation>还没读到：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::DeleteSheet</name>
    <message>
        <source>Delete %1?</source>
        <translation>要删除“%1”吗？</translation>
    </message>
    <message>
        <source>What is deleted</source>
        <translation>将删除的内容</translation>
    </message>
    <message>
        <source>This cannot be undone. Type the name of the voice to delete it.</source>
        <translation>此操作无法撤销。请输入音色名称以删除。</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>音色名称</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Delete the voice</source>
        <translation>删除音色</translation>
    </message>
    <message>
        <source>Looking at what belongs to it.</source>
        <translation>正在查看它的相关内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n 个版本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s)</source>
        <translation>
            <numerusform>%n 条录音</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 with %2 go from this computer, and with them these files (%3):</source>
        <translation>%1、%2将从这台电脑删除，包括以下文件（%3）：</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are spoken by it, in: %1. They keep what is rendered and need another voice after that.</source>
        <translation>
            <numerusform>有 %n 句由它朗读，位于：%1。已生成的声音会保留，之后需要换一个音色。</numerusform>
        </translation>
    </message>
    <message>
        <source>All takes of the session it was recorded in go as well.</source>
        <translation>录制它时的所有录音也会一并删除。</translation>
    </message>
    <message>
        <source>It is not known which scripts use it: %1</source>
        <translation>无法得知哪些文稿在用它：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::DevicePage</name>
    <message>
        <source>Device and models</source>
        <translation>设备与模型</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>重新启动本软件后生效。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Engines and models</source>
        <translation>语音引擎与模型</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Memory for models</source>
        <translation>模型内存</translation>
    </message>
    <message>
        <source>What is kept loaded beyond that is put away and loaded again when needed. Automatic is half of the computer&apos;s memory.</source>
        <translation>超出的部分会被释放，需要时再载入。“自动”为内存的一半。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation>%2 个中 %1 个就绪</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Document</name>
    <message>
        <source>The sound could not be kept in the project</source>
        <translation>声音未能存入项目</translation>
    </message>
    <message>
        <source>The change could not be kept</source>
        <translation>改动未能保存</translation>
    </message>
    <message>
        <source>The project could not be made</source>
        <translation>无法新建项目</translation>
    </message>
    <message>
        <source>The project could not be opened</source>
        <translation>无法打开项目</translation>
    </message>
</context>
<context>
    <name>timbre::ui::DraftBar</name>
    <message>
        <source>Correct the words</source>
        <translation>更正文字</translation>
    </message>
    <message>
        <source>The words are right</source>
        <translation>文字正确</translation>
    </message>
    <message>
        <source>The words are a guess</source>
        <translation>文字是猜测的</translation>
    </message>
    <message>
        <source>Listen, and correct them or say that they are right: the line counts only then.</source>
        <translation>请听一遍，更正文字或确认无误：之后这一句才计入。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ExportDialog</name>
    <message>
        <source>Also write subtitles (SRT)</source>
        <translation>同时写出字幕（SRT）</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Podcast, −16 LUFS</source>
        <translation>播客，−16 LUFS</translation>
    </message>
    <message>
        <source>Streaming and video, −14 LUFS</source>
        <translation>流媒体与视频，−14 LUFS</translation>
    </message>
    <message>
        <source>Broadcast, −23 LUFS</source>
        <translation>广播电视，−23 LUFS</translation>
    </message>
    <message>
        <source>Audiobook, ACX</source>
        <translation>有声书，ACX</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>响度</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>narration</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export the narration</source>
        <translation>导出旁白</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Subtitles go to %1</source>
        <translation>字幕写入 %1</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>要替换吗？</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>要替换 %1 吗？</translation>
    </message>
    <message>
        <source>Replace %1 and %2?</source>
        <translation>要替换 %1 和 %2 吗？</translation>
    </message>
    <message>
        <source>What is in there now will be gone.</source>
        <translation>其中现有的内容将会丢失。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ExportFlow</name>
    <message>
        <source>Exporting %1</source>
        <translation>正在导出 %1</translation>
    </message>
    <message>
        <source>You can go on working.</source>
        <translation>你可以继续工作。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>无法写入文件</translation>
    </message>
    <message>
        <source>%1 of sound at %2 LUFS</source>
        <translation>声音时长 %1，响度 %2 LUFS</translation>
    </message>
    <message>
        <source>%1 of sound</source>
        <translation>声音时长 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be spoken and were left out.</source>
        <translation>
            <numerusform>有 %n 句无法朗读，已略过。</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>已导出 %1</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
<context>
    <name>timbre::ui::FileIntake</name>
    <message>
        <source>The files could not be taken in</source>
        <translation>文件无法导入</translation>
    </message>
    <message>
        <source>The recordings could not be taken in</source>
        <translation>录音无法导入</translation>
    </message>
    <message>
        <source>The slices could not be joined</source>
        <translation>片段无法合并</translation>
    </message>
</context>
<context>
    <name>timbre::ui::FirstRunCard</name>
    <message>
        <source>Language</source>
        <translation>语言（Language）</translation>
    </message>
    <message>
        <source>About 3 minutes. Nothing leaves this computer.</source>
        <translation>约 3 分钟。数据不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Read a script</source>
        <translation>朗读录制</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录音</translation>
    </message>
    <message>
        <source>WAV, MP3, M4A or a video; the best part is found for you</source>
        <translation>WAV、MP3、M4A 或视频，自动挑选最佳片段</translation>
    </message>
    <message>
        <source>20 s or more</source>
        <translation>20 秒以上</translation>
    </message>
    <message>
        <source>Try a demo voice</source>
        <translation>先试示例音色</translation>
    </message>
    <message>
        <source>Type a text and hear it now</source>
        <translation>输入文字，马上试听</translation>
    </message>
    <message>
        <source>no recording</source>
        <translation>无需录音</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>语音引擎</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>This build cannot record.</source>
        <translation>此版本不能录音。</translation>
    </message>
    <message>
        <source>Tick the box below first.</source>
        <translation>请先勾选下方的方框。</translation>
    </message>
    <message>
        <source>This build brings no demo voice.</source>
        <translation>此版本不含示例音色。</translation>
    </message>
    <message>
        <source>Something on this computer needs attention.</source>
        <translation>这台电脑有些地方需要处理。</translation>
    </message>
    <message>
        <source>Looking at what this computer can do…</source>
        <translation>正在检测这台电脑的能力…</translation>
    </message>
    <message>
        <source>Ready. Make your first voice.</source>
        <translation>已就绪，来制作你的第一个音色。</translation>
    </message>
    <message>
        <source>Everything is ready. Make your first voice.</source>
        <translation>一切就绪，来制作你的第一个音色。</translation>
    </message>
    <message>
        <source>8 lines: about 60 s</source>
        <translation>8 句约 60 秒</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ImportSheet</name>
    <message>
        <source>Files for the voice</source>
        <translation>用于音色的文件</translation>
    </message>
    <message>
        <source>Progress of reading the files</source>
        <translation>读取文件的进度</translation>
    </message>
    <message>
        <source>Add to the reading</source>
        <translation>加入朗读稿</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 of %2 slices will be added.</source>
        <translation>将加入 %2 个片段中的 %1 个。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file, why it was refused</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>File that is shown</source>
        <translation>正在显示的文件</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be used.</source>
        <translation>
            <numerusform>%n 个不可用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for words.</source>
        <translation>
            <numerusform>%n 个还没有文字。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) to be read.</source>
        <translation>
            <numerusform>%n 个草稿待核对。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>file, length</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 is too long: only its first %2 are taken in.</source>
        <comment>file, length</comment>
        <translation>%1 太长：只导入开头的 %2。</translation>
    </message>
    <message numerus="yes">
        <source>Listening to the file: %n slice(s) so far.</source>
        <translation>
            <numerusform>正在听取文件：目前有 %n 个片段。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Listening to file %1 of %2: %n slice(s) so far.</source>
        <translation>
            <numerusform>正在听取第 %1 个文件，共 %2 个：目前有 %n 个片段。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::Inspector</name>
    <message>
        <source>Speed</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>%1 st</source>
        <translation>%1 半音</translation>
    </message>
    <message>
        <source>Pause after</source>
        <translation>句后停顿</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>This line could not be spoken</source>
        <translation>这一句无法朗读</translation>
    </message>
    <message>
        <source>Shape of all lines</source>
        <translation>所有句子的语气</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>音色</translation>
    </message>
</context>
<context>
    <name>timbre::ui::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Click into a field and press the keys you want. Single keys of a room work while it is shown and no text is being written.</source>
        <translation>点击输入框，按下想用的快捷键。房间的单键在该房间显示且没有输入文字时有效。</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>改用于此</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”. Nothing was changed.</source>
        <translation>%1 已用于“%2”，未作更改。</translation>
    </message>
    <message>
        <source>Keys for “%1”</source>
        <translation>“%1”的快捷键</translation>
    </message>
    <message>
        <source>%1 in its room</source>
        <translation>所在房间内可按 %1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LevelMeter</name>
    <message>
        <source>Output level</source>
        <translation>输出电平</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LineLens</name>
    <message>
        <source>Click to play from there</source>
        <translation>点击从该处播放</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 句</translation>
    </message>
    <message>
        <source>No line chosen</source>
        <translation>未选择句子</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LinesModel</name>
    <message>
        <source>%1, %2</source>
        <comment>line to read, its state</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <comment>line to read, its state</comment>
        <translation>%1
%2</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LinesPane</name>
    <message>
        <source>Listen to the quiet room</source>
        <translation>录环境底噪</translation>
    </message>
    <message>
        <source>Choose a script</source>
        <translation>选择朗读稿</translation>
    </message>
    <message>
        <source>Make my voice</source>
        <translation>制作我的音色</translation>
    </message>
    <message>
        <source>Reading script</source>
        <translation>朗读稿</translation>
    </message>
    <message>
        <source>Room tone</source>
        <translation>环境底噪</translation>
    </message>
    <message>
        <source>Lines to read</source>
        <translation>要读的句子</translation>
    </message>
    <message>
        <source>Reading now</source>
        <translation>正在读</translation>
    </message>
    <message>
        <source>Listening, please keep quiet</source>
        <translation>正在录，请保持安静</translation>
    </message>
    <message>
        <source>%1 s · %2 dBFS</source>
        <translation>%1 秒 · %2 dBFS</translation>
    </message>
    <message>
        <source>Read your own sentences…</source>
        <translation>朗读自己的句子…</translation>
    </message>
    <message>
        <source>Open sound or video…</source>
        <translation>打开音频或视频…</translation>
    </message>
    <message>
        <source>Begin a new reading</source>
        <translation>开始新的朗读</translation>
    </message>
    <message>
        <source>Not recorded yet</source>
        <translation>尚未录制</translation>
    </message>
    <message>
        <source>No engine here makes voices of this language. GPT-SoVITS does, with weights of your own: drop them into Voices.</source>
        <translation>这里没有引擎能用录音制作这种语言的音色。GPT-SoVITS 可以，但需要你自己的模型权重：请把它们拖入“音色”。</translation>
    </message>
    <message>
        <source>A voice of this language is made with GPT-SoVITS: the best line becomes its reference.</source>
        <translation>这种语言的音色由 GPT-SoVITS 制作：最好的一句会成为参考。</translation>
    </message>
    <message>
        <source>Earlier readings</source>
        <translation>以前的朗读</translation>
    </message>
    <message>
        <source>Correct the words</source>
        <translation>更正文字</translation>
    </message>
    <message>
        <source>The words are right</source>
        <translation>文字正确</translation>
    </message>
    <message>
        <source>Delete this reading…</source>
        <translation>删除这次朗读…</translation>
    </message>
    <message>
        <source>A voice is being made from it; wait until it is ready.</source>
        <translation>正在用它制作音色，请等制作完成。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LiveView</name>
    <message>
        <source>Live waveform and spectrogram</source>
        <translation>实时波形与频谱</translation>
    </message>
    <message>
        <source>0 dB</source>
        <translation>0 dB</translation>
    </message>
    <message>
        <source>8 kHz</source>
        <translation>8 kHz</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LongWave</name>
    <message>
        <source>Recording with its slices</source>
        <translation>录音及其片段</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>缩小（−）</translation>
    </message>
    <message>
        <source>Show all (0)</source>
        <translation>显示全部（0）</translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n 个片段</numerusform>
        </translation>
    </message>
    <message>
        <source>Slice %1 of %2, %3 to %4, kept</source>
        <translation>第 %1 个片段，共 %2 个，%3 至 %4，保留</translation>
    </message>
    <message>
        <source>Slice %1 of %2, %3 to %4, refused</source>
        <translation>第 %1 个片段，共 %2 个，%3 至 %4，未通过</translation>
    </message>
    <message>
        <source>Slice %1 of %2, %3 to %4, left out</source>
        <translation>第 %1 / %2 个片段，%3 至 %4，不加入</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MadeSheet</name>
    <message>
        <source>Chosen stretch: %1 to %2</source>
        <translation>选定的片段：%1 至 %2</translation>
    </message>
    <message>
        <source>Make my voice</source>
        <translation>制作我的音色</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of %1 will be used. What is the voice called?</source>
        <translation>
            <numerusform>将使用 %n 句，共 %1。请给音色起个名字。</numerusform>
        </translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>音色名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Left out %1: %2</source>
        <comment>recording, why</comment>
        <translation>未使用 %1：%2</translation>
    </message>
    <message>
        <source>The voice is ready</source>
        <translation>音色已就绪</translation>
    </message>
    <message>
        <source>%1 of 5 stars</source>
        <translation>%1 星，满分 5 星</translation>
    </message>
    <message>
        <source>%1 of 5 stars · %2 % alike</source>
        <translation>%1 星，满分 5 星 · 相似度 %2 %</translation>
    </message>
    <message>
        <source>Clear recordings, enough of them, and a good likeness.</source>
        <translation>录音清晰、数量充足，相似度也很好。</translation>
    </message>
    <message>
        <source>Use in script</source>
        <translation>用于文稿</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>继续工作</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MainWindow</name>
    <message>
        <source>Timbre Studio</source>
        <translation>Timbre Studio</translation>
    </message>
    <message>
        <source>%1 – Timbre Studio</source>
        <translation>%1 – Timbre Studio</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>The demo voice could not be opened</source>
        <translation>示例音色无法打开</translation>
    </message>
    <message>
        <source>%1 speaks with v%2 now</source>
        <translation>“%1”现在使用 v%2</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back.</source>
        <translation>按 Ctrl+Z 可以撤销。</translation>
    </message>
    <message numerus="yes">
        <source>%n sentence(s) made with v%1; they stay. Re-render?</source>
        <translation>
            <numerusform>有 %n 句是用 v%1 生成的，会保持原样。要重新生成吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Re-render</source>
        <translation>重新生成</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MakingSheet</name>
    <message>
        <source>Making %1</source>
        <translation>正在制作“%1”</translation>
    </message>
    <message>
        <source>You can go on working in other rooms; the voice appears when it is ready.</source>
        <translation>你可以在其他房间继续工作，音色做好后会自动出现。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Not used: %1. %2</source>
        <translation>未使用：%1。%2</translation>
    </message>
    <message>
        <source>Version %1, from %2 of recordings.</source>
        <translation>版本 %1，使用 %2 的录音。</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>“%1”已就绪</translation>
    </message>
    <message>
        <source>%1 could not be made</source>
        <translation>“%1”无法制作</translation>
    </message>
    <message>
        <source>Nothing was stored; the recordings are as they were.</source>
        <translation>没有保存任何内容，录音保持原样。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>继续工作</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MemoryBar</name>
    <message>
        <source>Memory: %1 of %2 free</source>
        <translation>内存：共 %2，空闲 %1</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>空闲 %1</translation>
    </message>
    <message>
        <source>The studio takes at most %1</source>
        <translation>本软件最多使用 %1</translation>
    </message>
    <message>
        <source>Main memory in use %1</source>
        <translation>内存已用 %1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::NameSheet</name>
    <message>
        <source>Name of the voice</source>
        <translation>音色名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Narrator</name>
    <message>
        <source>The text could not be spoken</source>
        <translation>文字无法朗读</translation>
    </message>
    <message>
        <source>The sound could not be played</source>
        <translation>声音无法播放</translation>
    </message>
</context>
<context>
    <name>timbre::ui::NoVoicePage</name>
    <message>
        <source>Your voices will live here</source>
        <translation>你的音色会放在这里</translation>
    </message>
    <message>
        <source>Read a minute aloud, and this computer learns to speak with your voice. Nothing leaves it.</source>
        <translation>朗读一分钟，这台电脑就能学会用你的声音说话。数据不会离开本机。</translation>
    </message>
    <message>
        <source>Recordings, a voice file of the studio or weights of GPT-SoVITS may be dropped here.</source>
        <translation>可以把录音、本软件的音色文件或 GPT-SoVITS 权重拖到这里。</translation>
    </message>
    <message>
        <source>Import a voice</source>
        <translation>导入音色</translation>
    </message>
    <message>
        <source>Make my voice</source>
        <translation>制作我的音色</translation>
    </message>
</context>
<context>
    <name>timbre::ui::PlayButton</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ProgressSteps</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ProjectKeeper</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Untitled %1</source>
        <translation>未命名 %1</translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>已全部保存</translation>
    </message>
    <message>
        <source>Each change is on disk as soon as you make it.</source>
        <translation>每次改动都会立即写入磁盘。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Projects and texts (*.timbre *.txt *.md);;All files (*)</source>
        <translation>项目和文本 (*.timbre *.txt *.md);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>项目另存为</translation>
    </message>
    <message>
        <source>Timbre projects (*.timbre)</source>
        <translation>Timbre 项目 (*.timbre)</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Prompter</name>
    <message>
        <source>Line to read</source>
        <translation>要读的句子</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>下一句：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ProsodySlider</name>
    <message>
        <source>%1, value</source>
        <translation>%1，数值</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordBar</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 句</translation>
    </message>
    <message>
        <source>/ line %1</source>
        <translation>/ 第 %1 句</translation>
    </message>
    <message>
        <source>Back 3 s and go on (Shift+D)</source>
        <translation>退回 3 秒续录（Shift+D）</translation>
    </message>
    <message>
        <source>Listen (Space)</source>
        <translation>试听（空格）</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>Next line (Enter)</source>
        <translation>下一句（回车）</translation>
    </message>
    <message>
        <source>keep, next</source>
        <translation>保留并下一句</translation>
    </message>
    <message>
        <source>redo</source>
        <translation>续录</translation>
    </message>
    <message>
        <source>Opening the recordings</source>
        <translation>正在打开录音</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>没有麦克风</translation>
    </message>
    <message>
        <source>Waits for the permission</source>
        <translation>等待授权</translation>
    </message>
    <message>
        <source>Listening to the room</source>
        <translation>正在录环境底噪</translation>
    </message>
    <message>
        <source>Pre-roll, goes on at %1</source>
        <translation>预卷中，从 %1 续录</translation>
    </message>
    <message>
        <source>Pre-roll 3 s</source>
        <translation>预卷 3 秒</translation>
    </message>
    <message>
        <source>Recording in a moment</source>
        <translation>即将开始录音</translation>
    </message>
    <message>
        <source>Recording, on disk</source>
        <translation>录音中，已写入磁盘</translation>
    </message>
    <message>
        <source>Checking the take</source>
        <translation>正在检查这一条</translation>
    </message>
    <message>
        <source>Listening to take %1</source>
        <translation>正在听第 %1 条</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Stop (R)</source>
        <translation>停止（R）</translation>
    </message>
    <message>
        <source>Record (R)</source>
        <translation>录音（R）</translation>
    </message>
    <message>
        <source>State the permission first</source>
        <translation>请先声明授权</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Checking the words</source>
        <translation>正在核对词句</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordButton</name>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录音</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordRoom</name>
    <message>
        <source>Take %1 is deleted</source>
        <translation>已删除第 %1 条</translation>
    </message>
    <message>
        <source>Ctrl+Z brings it back.</source>
        <translation>按 Ctrl+Z 可恢复。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The recordings are added</source>
        <translation>录音已加入</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) came to the reading.</source>
        <translation>
            <numerusform>朗读稿增加了 %n 句。</numerusform>
        </translation>
    </message>
    <message>
        <source>New voice: %1</source>
        <translation>新音色：%1</translation>
    </message>
    <message>
        <source>New voice</source>
        <translation>新音色</translation>
    </message>
    <message>
        <source>Recording, on disk</source>
        <translation>录音中，已写入磁盘</translation>
    </message>
    <message>
        <source>Permission not stated yet</source>
        <translation>尚未声明授权</translation>
    </message>
    <message>
        <source>Nothing recorded yet</source>
        <translation>尚未录音</translation>
    </message>
    <message>
        <source>Consent recorded</source>
        <translation>授权已录</translation>
    </message>
    <message>
        <source>Opening files waits for the permission</source>
        <translation>声明授权后才能打开文件</translation>
    </message>
    <message>
        <source>Tick the box above the line first.</source>
        <translation>请先勾选句子上方的方框。</translation>
    </message>
    <message>
        <source>There is no line to read: open files, or choose a script.</source>
        <translation>没有要读的句子：请打开文件，或选择朗读稿。</translation>
    </message>
    <message>
        <source>Noise from outside</source>
        <translation>外部噪声</translation>
    </message>
    <message>
        <source>A recording was rescued</source>
        <translation>已恢复一段录音</translation>
    </message>
    <message>
        <source>Line %1, %2: the program ended while it was recorded. Listen to it, or record the line again.</source>
        <translation>第 %1 句，%2：录音时程序意外结束。请听一听，或重录这一句。</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Open sound or video</source>
        <translation>打开音频或视频</translation>
    </message>
    <message>
        <source>Sound, video and their words (*)</source>
        <translation>音频、视频及其文字 (*)</translation>
    </message>
    <message>
        <source>Read your own sentences</source>
        <translation>朗读自己的句子</translation>
    </message>
    <message>
        <source>Your own sentences</source>
        <translation>自己的句子</translation>
    </message>
    <message>
        <source>Twenty different sentences of five to fifteen words make a good voice.</source>
        <translation>二十个不同的句子，每句十到三十个字，就能做出好音色。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Read these</source>
        <translation>朗读这些</translation>
    </message>
    <message>
        <source>%1, recording again</source>
        <translation>%1，重新录音</translation>
    </message>
    <message>
        <source>No microphone found</source>
        <translation>没有找到麦克风</translation>
    </message>
    <message>
        <source>Plug one in, or open a recording you already have.
The list updates by itself.</source>
        <translation>请插上麦克风，或打开已有的录音。
列表会自动更新。</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录音</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>WAV, MP3, M4A, FLAC, or a video</source>
        <translation>WAV、MP3、M4A、FLAC 或视频</translation>
    </message>
    <message>
        <source>A new reading has begun</source>
        <translation>已开始新的朗读</translation>
    </message>
    <message>
        <source>The former one stays under “Earlier readings”.</source>
        <translation>之前的朗读仍在“以前的朗读”中。</translation>
    </message>
    <message>
        <source>%1: the program ended while it was recorded.</source>
        <translation>%1：录制过程中程序中断了。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) wait(s) until you have read the words.</source>
        <translation>
            <numerusform>有 %n 句是初稿，请先核对文字。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Making %1 · %2</source>
        <translation>正在制作“%1”· %2</translation>
    </message>
    <message>
        <source>%1 could not be made</source>
        <translation>“%1”无法制作</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>“%1”已就绪</translation>
    </message>
    <message>
        <source>%1 of 5 stars</source>
        <translation>%1 星，满分 5 星</translation>
    </message>
    <message>
        <source>Use in script</source>
        <translation>用于文稿</translation>
    </message>
    <message>
        <source>Type or paste sentences; each one becomes a line.</source>
        <translation>输入或粘贴句子，每个句子成为一行。</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) to read</source>
        <translation>
            <numerusform>要读 %n 句</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete this reading?</source>
        <translation>删除这次朗读？</translation>
    </message>
    <message numerus="yes">
        <source>%n recorded line(s) are deleted for good, with all their takes. Voices stay.</source>
        <translation>
            <numerusform>将永久删除 %n 句已录的句子及其所有录音。音色会保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Delete the reading</source>
        <translation>删除朗读</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordSession</name>
    <message>
        <source>The take could not be played</source>
        <translation>这一条无法播放</translation>
    </message>
    <message>
        <source>The microphone went away. What was recorded is kept.</source>
        <translation>麦克风已断开。已录的内容保留着。</translation>
    </message>
    <message>
        <source>The recordings could not be opened</source>
        <translation>录音无法打开</translation>
    </message>
    <message>
        <source>The recording could not be started</source>
        <translation>录音无法开始</translation>
    </message>
    <message>
        <source>The take could not be kept</source>
        <translation>这一条无法保留</translation>
    </message>
    <message>
        <source>The permission could not be stored</source>
        <translation>授权未能保存</translation>
    </message>
    <message>
        <source>The microphone cannot be heard</source>
        <translation>无法监听麦克风</translation>
    </message>
    <message>
        <source>The change could not be kept</source>
        <translation>改动未能保存</translation>
    </message>
    <message>
        <source>The room could not be listened to</source>
        <translation>未能听取房间的声音</translation>
    </message>
    <message>
        <source>The take is not whole. What was recorded is kept.</source>
        <translation>这一条录得不完整，已录下的部分已保留。</translation>
    </message>
    <message>
        <source>Some recordings cannot be read</source>
        <translation>有些录音无法读取</translation>
    </message>
    <message>
        <source>The words could not be stored</source>
        <translation>文字无法保存</translation>
    </message>
    <message>
        <source>The reading could not be deleted</source>
        <translation>无法删除这次朗读</translation>
    </message>
    <message>
        <source>The words could not be checked</source>
        <translation>无法核对文字</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ReferenceWave</name>
    <message>
        <source>Reference</source>
        <translation>参考片段</translation>
    </message>
    <message>
        <source>From %1 to %2, %3 of %4</source>
        <translation>%1 至 %2，全长 %4 中的 %3</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RefusalBar</name>
    <message>
        <source>Record again</source>
        <translation>重新录制</translation>
    </message>
    <message>
        <source>Keep anyway</source>
        <translation>仍然保留</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%2 %1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RetakeBar</name>
    <message>
        <source>Keep the old one</source>
        <translation>保留旧录音</translation>
    </message>
    <message>
        <source>Use new</source>
        <translation>使用新录音</translation>
    </message>
    <message>
        <source>You hear the old one.</source>
        <translation>正在听旧录音。</translation>
    </message>
    <message>
        <source>You hear the new one.</source>
        <translation>正在听新录音。</translation>
    </message>
    <message>
        <source>The line of this recording is another one.</source>
        <translation>这段录音对应的是另一句。</translation>
    </message>
    <message>
        <source>R records the line again; the old recording stays until the new one is used.</source>
        <translation>按 R 重录这一句；使用新录音之前，旧录音会保留。</translation>
    </message>
    <message>
        <source>The new one is not good enough yet: record the line once more, or keep it anyway.</source>
        <translation>新录音还不够好：请再录一次这一句，或仍然保留它。</translation>
    </message>
    <message>
        <source>1 plays the old one, 2 the new one, both equally loud.</source>
        <translation>按 1 播放旧录音，按 2 播放新录音，音量相同。</translation>
    </message>
    <message>
        <source>%1 v%2, recording %3 again</source>
        <translation>%1 v%2，重录第 %3 段录音</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RightsPage</name>
    <message>
        <source>Rights and privacy</source>
        <translation>授权与隐私</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>数据不会离开这台电脑</translation>
    </message>
    <message>
        <source>The studio never uses the network: no account, no updates by itself, no measurements. Recordings, voices and scripts are files in your folder.</source>
        <translation>本软件从不联网：无需账号，不自动更新，不收集数据。录音、音色和文稿都是你文件夹里的文件。</translation>
    </message>
    <message>
        <source>Only voices you may use</source>
        <translation>只用你有权使用的声音</translation>
    </message>
    <message>
        <source>Before a voice is recorded or opened you state that it is your own, or that you have its owner&apos;s permission. The sentence and its date are stored with the voice and travel with it when it is exported.</source>
        <translation>录制或打开声音之前，需要声明这是你本人的声音，或已获得声音所有者的授权。声明内容和日期随音色保存，导出时一并带走。</translation>
    </message>
    <message>
        <source>Permission statements</source>
        <translation>授权声明</translation>
    </message>
    <message>
        <source>There is no voice yet.</source>
        <translation>还没有音色。</translation>
    </message>
    <message>
        <source>Permission stated on %1</source>
        <translation>%1 声明了授权</translation>
    </message>
    <message>
        <source>No permission was stated</source>
        <translation>没有声明授权</translation>
    </message>
    <message>
        <source>Everything lies in %1.</source>
        <translation>所有内容都存放在 %1。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptDelegate</name>
    <message>
        <source>Rendering</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>有改动</translation>
    </message>
    <message>
        <source>Not spoken</source>
        <translation>朗读失败</translation>
    </message>
    <message>
        <source>Text of line %1</source>
        <translation>第 %1 句的文字</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptList</name>
    <message>
        <source>Lines of the script</source>
        <translation>文稿的句子</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptModel</name>
    <message>
        <source>playing</source>
        <translation>播放中</translation>
    </message>
    <message>
        <source>not rendered</source>
        <translation>未生成</translation>
    </message>
    <message>
        <source>rendering</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>rendered, %1</source>
        <translation>已生成，%1</translation>
    </message>
    <message>
        <source>changed since it was rendered</source>
        <translation>生成后有改动</translation>
    </message>
    <message>
        <source>could not be spoken</source>
        <translation>无法朗读</translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <translation>第 %1 句，%2：%3</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptPage</name>
    <message>
        <source>A voice could not be read</source>
        <translation>有一个音色无法读取</translation>
    </message>
    <message>
        <source>The voices could not be listed</source>
        <translation>无法列出音色</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Rendering %1 of %2</source>
        <translation>正在生成第 %1 句，共 %2 句</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>播放中</translation>
    </message>
    <message>
        <source>All changes are kept</source>
        <translation>改动已自动保存</translation>
    </message>
    <message>
        <source>New script</source>
        <translation>新文稿</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptRoom</name>
    <message>
        <source>Paste a text and hear it</source>
        <translation>粘贴文字，马上听到</translation>
    </message>
    <message>
        <source>Every sentence becomes a line of its own,
so you can change one without touching the rest.</source>
        <translation>每句话单独成行，
改一句不影响其他句子。</translation>
    </message>
    <message>
        <source>A text file, a project, or any text you copied</source>
        <translation>文本文件、项目，或任何复制的文字</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>The voice of this project is not on this computer</source>
        <translation>本机没有这个项目的音色</translation>
    </message>
    <message>
        <source>First sound after %1 s</source>
        <translation>首音 %1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) · %1</source>
        <translation>
            <numerusform>%n 句 · %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptTools</name>
    <message>
        <source>Speak</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Render changed (%1)</source>
        <translation>生成改动 (%1)</translation>
    </message>
    <message>
        <source>Render changed</source>
        <translation>生成改动</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SentenceCanvas</name>
    <message>
        <source>Words and wave of the line</source>
        <translation>这一句的字词和波形</translation>
    </message>
    <message>
        <source>%1 of sound</source>
        <translation>声音时长 %1</translation>
    </message>
    <message>
        <source>not rendered yet</source>
        <translation>尚未生成</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字词</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>The sound of the chosen line appears here once it is rendered.</source>
        <translation>生成后，所选句子的声音会显示在这里。</translation>
    </message>
    <message>
        <source>Fetching the sound…</source>
        <translation>正在读取声音…</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SettingsRoom</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Device and models</source>
        <translation>设备与模型</translation>
    </message>
    <message>
        <source>Sound in and out</source>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>Rights and privacy</source>
        <translation>授权与隐私</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>All changes are kept</source>
        <translation>改动已自动保存</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SliceRow</name>
    <message>
        <source>The best stretch of all: %1 to %2</source>
        <translation>最佳片段：%1 至 %2</translation>
    </message>
    <message>
        <source>Listen to the slice</source>
        <translation>试听这个片段</translation>
    </message>
    <message>
        <source>Use slice %1</source>
        <translation>使用第 %1 个片段</translation>
    </message>
    <message>
        <source>Words of slice %1</source>
        <translation>第 %1 个片段的文字</translation>
    </message>
    <message>
        <source>What is said here?</source>
        <translation>这里说的是什么？</translation>
    </message>
    <message>
        <source>%1 · %2 dB · type what is said, or it stays out</source>
        <translation>%1 · %2 dB · 请填写所说内容，否则不会使用</translation>
    </message>
    <message>
        <source>%1 · %2 dB · holds the best stretch</source>
        <translation>%1 · %2 dB · 含最佳片段</translation>
    </message>
    <message>
        <source>%1 · %2 dB</source>
        <translation>%1 · %2 dB</translation>
    </message>
    <message>
        <source>%1 · Refused. %2</source>
        <comment>length, why</comment>
        <translation>%1 · 不可用。%2</translation>
    </message>
    <message>
        <source>%1 · %2 dB · Draft: correct the words, or press Enter if they are right</source>
        <translation>%1 · %2 dB · 草稿：请改正文字，没有错就按 Enter</translation>
    </message>
    <message>
        <source>%1 · %2 dB · From the script, by its order: see whether it is this line</source>
        <translation>%1 · %2 dB · 按顺序取自文稿：请看看是不是这一句</translation>
    </message>
    <message>
        <source>%1 · %2 dB · from the script</source>
        <translation>%1 · %2 dB · 取自文稿</translation>
    </message>
    <message>
        <source>Join with the next slice</source>
        <translation>与下一个片段合并</translation>
    </message>
    <message>
        <source>There is no slice behind this one.</source>
        <translation>这是最后一个片段。</translation>
    </message>
    <message>
        <source>The next slice is of another file.</source>
        <translation>下一个片段属于另一个文件。</translation>
    </message>
    <message>
        <source>Together they would last longer than %1 s.</source>
        <translation>合并后会超过 %1 秒。</translation>
    </message>
    <message>
        <source>All files must be heard first.</source>
        <translation>要先听完所有文件。</translation>
    </message>
    <message>
        <source>Join slice %1 with the next</source>
        <translation>把片段 %1 与下一个合并</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SoundPage</name>
    <message>
        <source>Sound in and out</source>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>What Record listens to. It may be changed there too.</source>
        <translation>录音使用的设备，也可在“录音”中更改。</translation>
    </message>
    <message>
        <source>Loudspeaker or headphones</source>
        <translation>扬声器或耳机</translation>
    </message>
    <message>
        <source>Where everything is played, from the next sound on.</source>
        <translation>所有声音从这里播放，从下一次播放起生效。</translation>
    </message>
    <message>
        <source>Hear yourself while recording</source>
        <translation>录音时监听</translation>
    </message>
    <message>
        <source>With headphones only: loudspeakers would be recorded too and howl.</source>
        <translation>仅限戴耳机时：扬声器的声音会被录进去并产生啸叫。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>As the system is set</source>
        <translation>跟随系统设置</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Stars</name>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>%1 of 5 stars</source>
        <translation>%1 星，满分 5 星</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Stat</name>
    <message>
        <source>%1 %2, %3</source>
        <comment>number, unit, verdict</comment>
        <translation>%1 %2，%3</translation>
    </message>
</context>
<context>
    <name>timbre::ui::StatusChip</name>
    <message>
        <source>What speech is made on</source>
        <translation>语音由什么计算</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TagsEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Take the tag %1 away</source>
        <translation>移除标签“%1”</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TakeRow</name>
    <message>
        <source>Take %1, %2, signal to noise %3 dB, peak %4 dBFS, %5</source>
        <translation>第 %1 条，%2，信噪比 %3 dB，峰值 %4 dBFS，%5</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>第 %1 条</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Use this take</source>
        <translation>使用这一条</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Delete the take</source>
        <translation>删除这一条</translation>
    </message>
    <message>
        <source>Checking the words</source>
        <translation>正在核对词句</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TakesList</name>
    <message>
        <source>Takes of line %1</source>
        <translation>第 %1 句的录音</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>信噪比</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Takes of the line</source>
        <translation>这一句的录音</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TallMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>麦克风电平</translation>
    </message>
    <message>
        <source>No signal</source>
        <translation>无信号</translation>
    </message>
    <message>
        <source>%1 dBFS</source>
        <translation>%1 dBFS</translation>
    </message>
    <message>
        <source>%1, clipped</source>
        <translation>%1，已削波</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>削波</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TextIntake</name>
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>There is nothing to speak in this text</source>
        <translation>这段文字没有可以朗读的内容</translation>
    </message>
    <message>
        <source>The text could not be read</source>
        <translation>无法读取文字</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ToolRow</name>
    <message>
        <source>Search voices</source>
        <translation>搜索音色</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Make a voice</source>
        <translation>制作音色</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>待改进</translation>
    </message>
    <message>
        <source>No proof</source>
        <translation>缺授权</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TopBar</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>Dub</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Not in this version yet.</source>
        <translation>此版本暂无。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>数据不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TransportBar</name>
    <message>
        <source>Follow the play head</source>
        <translation>跟随播放头</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>播放或暂停（空格）</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VerdictCard</name>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>verdict and advice</comment>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VersionRow</name>
    <message numerus="yes">
        <source>%n recording(s), %1</source>
        <translation>
            <numerusform>%n 条录音，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>No recordings of its own</source>
        <translation>没有自己的录音</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n line(s)</source>
        <translation>
            <numerusform>%1 · %n 句在用</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %1: %2, %3</source>
        <translation>版本 %1：%2，%3</translation>
    </message>
    <message>
        <source>%1. In use.</source>
        <translation>%1。使用中。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Choose it to compare it or to go back to it</source>
        <translation>选择后可对比或退回</translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>SNR %1</source>
        <translation>信噪比 %1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceCard</name>
    <message>
        <source>Version %1 · %2</source>
        <translation>版本 %1 · %2</translation>
    </message>
    <message>
        <source>Voice: %1</source>
        <translation>音色：%1</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>没有音色</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceClips</name>
    <message>
        <source>Record it again</source>
        <translation>重录这一句</translation>
    </message>
    <message>
        <source>Record the chosen line again (R)</source>
        <translation>重录所选句子（R）</translation>
    </message>
    <message>
        <source>Recordings of v%1</source>
        <translation>v%1 的录音</translation>
    </message>
    <message>
        <source>Not used: %1. %2</source>
        <translation>未使用：%1。%2</translation>
    </message>
    <message>
        <source>The voice came without recordings.</source>
        <translation>此音色不带录音。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceDeeds</name>
    <message>
        <source>Voice exported</source>
        <translation>音色已导出</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>The voice keeps its name</source>
        <translation>音色名称未更改</translation>
    </message>
    <message>
        <source>The tags were not changed</source>
        <translation>标签未更改</translation>
    </message>
    <message>
        <source>The version was not changed</source>
        <translation>版本未更改</translation>
    </message>
    <message>
        <source>The voice was not exported</source>
        <translation>音色未能导出</translation>
    </message>
    <message>
        <source>%1 was not imported</source>
        <translation>%1 未能导入</translation>
    </message>
    <message>
        <source>%1 is in the library</source>
        <translation>“%1”已加入音色库</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) imported.</source>
        <translation>
            <numerusform>已导入 %n 个版本。</numerusform>
        </translation>
    </message>
    <message>
        <source>It speaks as soon as these models are here: %1.</source>
        <translation>有了这些模型就能朗读：%1。</translation>
    </message>
    <message>
        <source>The voice was not deleted</source>
        <translation>音色未删除</translation>
    </message>
    <message>
        <source>%1 is deleted</source>
        <translation>已删除“%1”</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are gone, %1 are free.</source>
        <translation>
            <numerusform>已删除 %n 个文件，释放 %1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceDetail</name>
    <message>
        <source>Where it is used</source>
        <translation>使用情况</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Use in script</source>
        <translation>用于文稿</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重录</translation>
    </message>
    <message>
        <source>Models of this voice are not on this computer: %1. Drop the files here.</source>
        <translation>本机缺少此音色的模型：%1。请把文件拖到这里。</translation>
    </message>
    <message>
        <source>Permission stated</source>
        <translation>已声明授权</translation>
    </message>
    <message>
        <source>No proof of right yet</source>
        <translation>尚无授权证明</translation>
    </message>
    <message>
        <source>In no script yet.</source>
        <translation>还没有文稿使用它。</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 句</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n script(s)</source>
        <translation>
            <numerusform>%n 个文稿</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceHead</name>
    <message>
        <source>This is my own voice</source>
        <translation>这是我本人的声音</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>音色名称</translation>
    </message>
    <message>
        <source>Type another name and press Enter</source>
        <translation>输入新名称后按回车</translation>
    </message>
    <message>
        <source>Export, rename, delete</source>
        <translation>导出、重命名、删除</translation>
    </message>
    <message>
        <source>%1 · my voice</source>
        <translation>%1 · 我的声音</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceReference</name>
    <message>
        <source>Hear the reference</source>
        <translation>试听参考片段</translation>
    </message>
    <message>
        <source>Reference recording</source>
        <translation>参考录音</translation>
    </message>
    <message>
        <source>Reference: best %1 of %2</source>
        <translation>参考片段：%2中最佳 %1</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考片段</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>SNR %1</source>
        <translation>信噪比 %1</translation>
    </message>
    <message>
        <source>Styles: %1</source>
        <translation>风格：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceVersions</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Use v%1</source>
        <translation>使用 v%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoicesGrid</name>
    <message>
        <source>Voices</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>Hear the voice (Space)</source>
        <translation>试听音色（空格）</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoicesModel</name>
    <message>
        <source>%1. %2. Stars: %3 of 5.</source>
        <translation>%1。%2。%3 星，满分 5 星。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoicesRoom</name>
    <message>
        <source>No voice fits. Search for less, or choose All.</source>
        <translation>没有符合的音色。请减少搜索词，或选择“全部”。</translation>
    </message>
    <message>
        <source>No voice yet</source>
        <translation>还没有音色</translation>
    </message>
    <message>
        <source>Record a minute of your own voice, or bring a voice in. Everything stays on this computer.</source>
        <translation>录一分钟自己的声音，或导入一个音色。所有内容都留在这台电脑上。</translation>
    </message>
    <message>
        <source>Make a voice</source>
        <translation>制作音色</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Drop a .timbrevoice, GPT-SoVITS weights (.ckpt, .pth) or a recording here.</source>
        <translation>可将 .timbrevoice、GPT-SoVITS 权重（.ckpt、.pth）或录音拖到这里。</translation>
    </message>
    <message>
        <source>%1 speaks with v%2 now</source>
        <translation>“%1”现在使用 v%2</translation>
    </message>
    <message>
        <source>What is rendered stays as it is. Ctrl+Z takes it back.</source>
        <translation>已生成的内容保持不变。按 Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>The voice cannot be heard</source>
        <translation>音色无法试听</translation>
    </message>
    <message>
        <source>The voices could not be listed</source>
        <translation>无法列出音色</translation>
    </message>
    <message>
        <source>The files could not be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>音色</translation>
    </message>
    <message numerus="yes">
        <source>%n voice(s), on this computer alone</source>
        <translation>
            <numerusform>%n 个音色，仅存本机</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be used</source>
        <translation>%1 无法使用</translation>
    </message>
    <message>
        <source>%1 is nothing for a voice</source>
        <translation>%1 不能用于音色</translation>
    </message>
    <message>
        <source>%1, preview</source>
        <translation>“%1”试听</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Export the voice</source>
        <translation>导出音色</translation>
    </message>
    <message>
        <source>Voices (*.timbrevoice)</source>
        <translation>音色 (*.timbrevoice)</translation>
    </message>
    <message>
        <source>Import voices</source>
        <translation>导入音色</translation>
    </message>
    <message>
        <source>Voices and weights (*.timbrevoice *.ckpt *.pth);;All files (*)</source>
        <translation>音色和权重 (*.timbrevoice *.ckpt *.pth);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A voice of this name is there already</source>
        <translation>已有同名音色</translation>
    </message>
    <message>
        <source>Give the one that comes in another name.</source>
        <translation>请为要导入的音色另取一个名称。</translation>
    </message>
    <message>
        <source>%1 (2)</source>
        <translation>%1 (2)</translation>
    </message>
    <message>
        <source>Your voices will live here</source>
        <translation>你的音色会放在这里</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>“%1”已就绪</translation>
    </message>
    <message>
        <source>Version %1 stands in the room of voices.</source>
        <translation>版本 %1 已在音色库中。</translation>
    </message>
    <message>
        <source>%1 could not be made</source>
        <translation>“%1”无法制作</translation>
    </message>
    <message>
        <source>%1 is being made</source>
        <translation>正在制作“%1”</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VolumeControl</name>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Volume %1 %</source>
        <translation>音量 %1 %</translation>
    </message>
</context>
<context>
    <name>timbre::ui::WeightsSheet</name>
    <message>
        <source>Make a voice from these files</source>
        <translation>用这些文件制作音色</translation>
    </message>
    <message>
        <source>A recording of 3 to 10 seconds shows how the voice sounds. Choose one.</source>
        <translation>一段 3 到 10 秒的录音用来体现声音的特点，请选择一段。</translation>
    </message>
    <message>
        <source>I have the permission of the person whose voice this is.</source>
        <translation>我已获得声音本人的授权。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>GPT weights</source>
        <translation>GPT 权重</translation>
    </message>
    <message>
        <source>SoVITS weights</source>
        <translation>SoVITS 权重</translation>
    </message>
    <message>
        <source>Recordings, one for each way of speaking</source>
        <translation>录音，每种说话方式一段</translation>
    </message>
    <message>
        <source>Add a recording…</source>
        <translation>添加录音…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>制作音色</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The one that comes with the models</source>
        <translation>模型自带的</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>What is said in it (better likeness)</source>
        <translation>录音所说的内容（填写后更像）</translation>
    </message>
    <message>
        <source>What is said in it</source>
        <translation>录音所说的内容</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Recordings of the voice</source>
        <translation>该音色的录音</translation>
    </message>
    <message>
        <source>Recordings (*.wav *.flac *.mp3 *.m4a *.ogg *.opus);;All files (*)</source>
        <translation>录音 (*.wav *.flac *.mp3 *.m4a *.ogg *.opus);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The voice needs a name.</source>
        <translation>请给音色取名。</translation>
    </message>
    <message>
        <source>The voice needs a recording.</source>
        <translation>音色需要一段录音。</translation>
    </message>
    <message>
        <source>Each recording needs the name of its style.</source>
        <translation>每段录音都需要风格名称。</translation>
    </message>
    <message>
        <source>Without the permission no voice is made.</source>
        <translation>没有授权就不能制作音色。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::WordsEdit</name>
    <message>
        <source>What is said in the recording</source>
        <translation>录音里说的内容</translation>
    </message>
</context>
</TS>
