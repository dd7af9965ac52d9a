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
        <translation>正在检查…</translation>
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
        <translation>GPU 可用：%1。</translation>
    </message>
    <message>
        <source>Using CPU because no graphics card for computing was found: %1.</source>
        <translation>使用 CPU，因为没有找到可用于计算的显卡：%1。</translation>
    </message>
    <message>
        <source>Using CPU because this build computes without graphics cards: %1.</source>
        <translation>使用 CPU，因为此版本不使用显卡计算：%1。</translation>
    </message>
    <message>
        <source>Using CPU because it is chosen in the settings: %1.</source>
        <translation>使用 CPU，因为设置中选择了它：%1。</translation>
    </message>
    <message>
        <source>Using CPU because the graphics card could not be used: %1.</source>
        <translation>使用 CPU，因为显卡无法使用：%1。</translation>
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
        <translation>就绪：%1。其余引擎缺少什么，见设置。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work.</source>
        <translation>已检查：%2 个中 %1 个可用。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work. “%3” does not: settings tell why.</source>
        <translation>已检查：%2 个中 %1 个可用。“%3”不可用，原因见设置。</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in, or open a recording that you have.</source>
        <translation>没有找到麦克风。请插上麦克风，或打开已有的录音。</translation>
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
        <translation>语音检测</translation>
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
        <translation>在录音中区分人声与噪声。</translation>
    </message>
    <message>
        <source>Measures how much a voice resembles its recordings.</source>
        <translation>测量音色与其录音的相似程度。</translation>
    </message>
    <message>
        <source>Chooses between the readings of a Chinese character.</source>
        <translation>为多音字选择读音。</translation>
    </message>
    <message>
        <source>Makes voices and speaks with them: %1.</source>
        <translation>制作音色并用它说话：%1。</translation>
    </message>
    <message>
        <source>Ready, checked</source>
        <translation>就绪，已检查</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>不可用</translation>
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
    <name>Units</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AbWave</name>
    <message>
        <source>You hear this</source>
        <translation>正在听这个</translation>
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
        <translation>用你自己的声音说话，在你自己的电脑上生成。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later: use it, look into it, change it, pass it on.</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更新版本：可以使用、研究、修改和分享。</translation>
    </message>
    <message>
        <source>It stands on libtorch, Qt %1, FFmpeg, PortAudio, the Inter typeface and others; THIRD_PARTY.md names them all with their licences.</source>
        <translation>它建立在 libtorch、Qt %1、FFmpeg、PortAudio、Inter 字体等之上；THIRD_PARTY.md 列出了全部名称与许可证。</translation>
    </message>
    <message>
        <source>Reporting a fault</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>The details name this computer&apos;s parts and what works of them: no recordings, no texts, no names.</source>
        <translation>详情列出这台电脑的部件及其是否可用：不含录音、文字和姓名。</translation>
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
        <translation>消息和菜单立即出现。电平表照常活动。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system is set, or always light or dark.</source>
        <translation>跟随系统，或始终为浅色或深色。</translation>
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
        <translation>在系统对此屏幕的缩放之上。</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>重新启动后生效。</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Words alone; what is around them stays.</source>
        <translation>只改变文字，其余不变。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the window. Voices speak theirs.</source>
        <translation>窗口的语言。音色说自己的语言。</translation>
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
    <name>timbre::ui::Chip</name>
    <message>
        <source>%1 %2</source>
        <comment>filter and how many it lets through</comment>
        <translation>%1 %2</translation>
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
    <name>timbre::ui::DevicePage</name>
    <message>
        <source>Device and models</source>
        <translation>设备与模型</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>重新启动后生效。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Engines and models</source>
        <translation>引擎与模型</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
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
        <translation>超出的模型会被收起，需要时再载入。自动为电脑内存的一半。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
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
    <name>timbre::ui::FirstRunCard</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
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
        <source>This is my own voice, or I have its owner&apos;s permission.</source>
        <translation>这是我自己的声音，或者我已得到声音主人的许可。</translation>
    </message>
    <message>
        <source>Read a script</source>
        <translation>朗读录制</translation>
    </message>
    <message>
        <source>8 lines, with help on level and noise</source>
        <translation>8 句话，实时检查音量与噪声</translation>
    </message>
    <message>
        <source>about 60 s</source>
        <translation>约 60 秒</translation>
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
        <translation>引擎</translation>
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
        <translation>请先勾选下方的选框。</translation>
    </message>
    <message>
        <source>This build brings no demo voice.</source>
        <translation>此版本没有附带示例音色。</translation>
    </message>
    <message>
        <source>Something on this computer needs attention.</source>
        <translation>这台电脑有需要处理的问题。</translation>
    </message>
    <message>
        <source>Looking at what this computer can do…</source>
        <translation>正在检查这台电脑…</translation>
    </message>
    <message>
        <source>Ready. Make your first voice.</source>
        <translation>准备就绪，来制作你的第一个音色。</translation>
    </message>
    <message>
        <source>Everything is ready. Make your first voice.</source>
        <translation>一切就绪，来制作你的第一个音色。</translation>
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
        <translation>点击一栏，然后按下想用的键。房间的单键在显示该房间且没有输入文字时有效。</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>改为此操作使用</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”. Nothing was changed.</source>
        <translation>%1 已用于“%2”。没有做任何更改。</translation>
    </message>
    <message>
        <source>Keys for “%1”</source>
        <translation>“%1”的快捷键</translation>
    </message>
    <message>
        <source>%1 in its room</source>
        <translation>在其房间中按 %1</translation>
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
    <name>timbre::ui::LiveView</name>
    <message>
        <source>Live waveform and spectrogram</source>
        <translation>实时波形与频谱图</translation>
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
        <translation>无法打开示例音色</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MemoryBar</name>
    <message>
        <source>Memory: %1 of %2 free</source>
        <translation>内存：%2 中剩余 %1</translation>
    </message>
    <message>
        <source>In use %1</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>空闲 %1</translation>
    </message>
    <message>
        <source>The studio takes at most %1</source>
        <translation>本软件最多使用 %1</translation>
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
        <translation>%1失败：%2</translation>
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
        <translation>要朗读的句子</translation>
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
    <name>timbre::ui::ReferenceWave</name>
    <message>
        <source>Reference</source>
        <translation>参考片段</translation>
    </message>
    <message>
        <source>From %1 to %2, %3 of %4</source>
        <translation>从 %1 到 %2，%4 中的 %3</translation>
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
        <translation>本软件从不联网：没有账户，不自动更新，不收集数据。录音、音色和文稿都是你文件夹里的文件。</translation>
    </message>
    <message>
        <source>Only voices you may use</source>
        <translation>只用你有权使用的声音</translation>
    </message>
    <message>
        <source>Before a voice is recorded or opened you state that it is your own, or that you have its owner&apos;s permission. The sentence and its date are stored with the voice and travel with it when it is exported.</source>
        <translation>录制或打开声音之前，你要声明它是你自己的，或你已得到其主人的许可。这句话和日期随音色保存，导出时一并带上。</translation>
    </message>
    <message>
        <source>Permission statements</source>
        <translation>许可声明</translation>
    </message>
    <message>
        <source>There is no voice yet.</source>
        <translation>还没有音色。</translation>
    </message>
    <message>
        <source>Permission stated on %1</source>
        <translation>已于 %1声明许可</translation>
    </message>
    <message>
        <source>No permission was stated</source>
        <translation>未声明许可</translation>
    </message>
    <message>
        <source>Everything lies in %1.</source>
        <translation>所有内容都在 %1。</translation>
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
        <source>Speak</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
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
        <source>Click to play from there</source>
        <translation>点击从该处播放</translation>
    </message>
    <message>
        <source>The voice of this project is not on this computer</source>
        <translation>本机没有这个项目的音色</translation>
    </message>
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
    <message>
        <source>No line chosen</source>
        <translation>未选择句子</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 句</translation>
    </message>
    <message>
        <source>First sound after %1 s</source>
        <translation>首音 %1 秒</translation>
    </message>
    <message>
        <source>Render changed (%1)</source>
        <translation>生成改动 (%1)</translation>
    </message>
    <message>
        <source>Render changed</source>
        <translation>生成改动</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) · %1</source>
        <translation>
            <numerusform>%n 句 · %1</numerusform>
        </translation>
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
        <translation>录音时使用的麦克风，在录音页也可更改。</translation>
    </message>
    <message>
        <source>Loudspeaker or headphones</source>
        <translation>扬声器或耳机</translation>
    </message>
    <message>
        <source>Where everything is played, from the next sound on.</source>
        <translation>播放所用的设备，从下一段声音起生效。</translation>
    </message>
    <message>
        <source>Hear yourself while recording</source>
        <translation>录音时监听自己</translation>
    </message>
    <message>
        <source>With headphones only: loudspeakers would be recorded too and howl.</source>
        <translation>仅限戴耳机时：扬声器的声音会被录进去并引起啸叫。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
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
    <name>timbre::ui::Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
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
        <translation>判定</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>verdict and advice</comment>
        <translation>%1 %2</translation>
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
</TS>
