<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>New project</source>
        <translation>新規プロジェクト</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Paste as lines</source>
        <translation>行として貼り付け</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出す…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Delete line</source>
        <translation>行を削除</translation>
    </message>
    <message>
        <source>Speak</source>
        <translation>読み上げ</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>再生／一時停止</translation>
    </message>
    <message>
        <source>Play or pause while typing</source>
        <translation>入力中に再生／一時停止</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Render changed</source>
        <translation>変更分を生成</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>前の行</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>次の行</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>About Timbre Studio</source>
        <translation>Timbre Studio について</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Go to Record</source>
        <translation>録音へ</translation>
    </message>
    <message>
        <source>Go to Voices</source>
        <translation>ボイスへ</translation>
    </message>
    <message>
        <source>Go to Script</source>
        <translation>台本へ</translation>
    </message>
    <message>
        <source>Go to Dub</source>
        <translation>吹き替えへ</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Record or stop</source>
        <translation>録音／停止</translation>
    </message>
    <message>
        <source>Keep and go on</source>
        <translation>残して次へ</translation>
    </message>
    <message>
        <source>Record from here</source>
        <translation>ここから録音</translation>
    </message>
    <message>
        <source>Listen to the take</source>
        <translation>このテイクを聴く</translation>
    </message>
    <message>
        <source>Listen to the old take</source>
        <translation>前のテイクを聴く</translation>
    </message>
    <message>
        <source>Listen to the new take</source>
        <translation>新しいテイクを聴く</translation>
    </message>
    <message>
        <source>Make a voice</source>
        <translation>ボイスを作る</translation>
    </message>
    <message>
        <source>Import a voice…</source>
        <translation>ボイスを取り込む…</translation>
    </message>
    <message>
        <source>Export the voice…</source>
        <translation>ボイスを書き出す…</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>The recording is empty: check that the right microphone is chosen and not muted, then record again.</source>
        <translation>録音が空です。正しいマイクが選ばれ、消音されていないか確かめて、録り直してください。</translation>
    </message>
    <message>
        <source>No speech was found: speak while the recording runs, then check that the microphone hears you.</source>
        <translation>声が見つかりません。録音中に話し、マイクが声を拾っているか確かめてください。</translation>
    </message>
    <message>
        <source>There is too little speech: record again and read at least one whole sentence.</source>
        <translation>声が短すぎます。少なくとも一文を通して読んで、録り直してください。</translation>
    </message>
    <message>
        <source>The file is cut short: listen whether its end is missing, and copy or record it again if it is.</source>
        <translation>ファイルが途中で切れています。終わりが欠けていないか聴き、欠けていればコピーし直すか録り直してください。</translation>
    </message>
    <message>
        <source>The file is damaged: parts of it are missing. Copy it again from where it came, or record it again.</source>
        <translation>ファイルが壊れていて、一部が欠けています。元の場所からコピーし直すか、録り直してください。</translation>
    </message>
    <message>
        <source>Noise in the room was detected. Please record again in a quiet room.</source>
        <translation>周囲の雑音が検出されました。静かな部屋で録り直してください。</translation>
    </message>
    <message>
        <source>The sound is distorted: turn the input level down or move away from the microphone, then record again.</source>
        <translation>音が歪んでいます。入力音量を下げるかマイクから離れて、録り直してください。</translation>
    </message>
    <message>
        <source>A few loud moments are cut off: turn the input level down a little for the next recording.</source>
        <translation>大きな声の一部が音割れしています。次の録音では入力音量を少し下げてください。</translation>
    </message>
    <message>
        <source>The sound is as dull as a telephone call: record again with a better microphone, not over a call or headset link.</source>
        <translation>電話のようにこもった音です。通話やヘッドセット経由ではなく、よりよいマイクで録り直してください。</translation>
    </message>
    <message>
        <source>The voice is too quiet: move closer to the microphone or turn the input level up, then record again.</source>
        <translation>声が小さすぎます。マイクに近づくか入力音量を上げて、録り直してください。</translation>
    </message>
    <message>
        <source>The voice is rather quiet: move closer to the microphone or turn the input level up next time.</source>
        <translation>声がやや小さめです。次回はマイクに近づくか入力音量を上げてください。</translation>
    </message>
    <message>
        <source>The room echoes: record again in a room with curtains, carpets or full shelves, close to the microphone.</source>
        <translation>部屋が響いています。カーテンや絨毯、本棚のある部屋で、マイクの近くで録り直してください。</translation>
    </message>
    <message>
        <source>The room echoes a little: a room with curtains or carpets would sound better.</source>
        <translation>部屋が少し響いています。カーテンや絨毯のある部屋ならもっとよくなります。</translation>
    </message>
    <message>
        <source>Mains hum was detected: keep the microphone and its cable away from power supplies.</source>
        <translation>電源のハム音が検出されました。マイクとケーブルを電源から離してください。</translation>
    </message>
    <message>
        <source>There is some noise: a quieter room would make the voice better.</source>
        <translation>少し雑音があります。もっと静かな部屋ならボイスがよくなります。</translation>
    </message>
    <message>
        <source>The high tones are missing: another microphone or a higher sampling rate would make the voice clearer.</source>
        <translation>高い音が足りません。別のマイクか、より高いサンプリング周波数ならボイスがはっきりします。</translation>
    </message>
    <message>
        <source>checking the recordings</source>
        <translation>録音を確認しています</translation>
    </message>
    <message>
        <source>analysing the recordings</source>
        <translation>録音を分析しています</translation>
    </message>
    <message>
        <source>aligning the recordings</source>
        <translation>録音と文章を合わせています</translation>
    </message>
    <message>
        <source>storing what was learnt</source>
        <translation>学んだ内容を保存しています</translation>
    </message>
    <message>
        <source>comparing with the recordings</source>
        <translation>録音と比べています</translation>
    </message>
    <message>
        <source>listening to the references</source>
        <translation>参照する録音を聴いています</translation>
    </message>
    <message>
        <source>reading the words of the references</source>
        <translation>参照する録音の文章を読んでいます</translation>
    </message>
    <message>
        <source>loading the models</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>storing what was heard</source>
        <translation>聴いた内容を保存しています</translation>
    </message>
    <message>
        <source>remembering the voice</source>
        <translation>ボイスを保存しています</translation>
    </message>
    <message>
        <source>setting the level</source>
        <translation>音量を整えています</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>書き出しています</translation>
    </message>
    <message>
        <source>importing</source>
        <translation>取り込んでいます</translation>
    </message>
    <message>
        <source>speaking sentence %1 of %2</source>
        <translation>%2 文中 %1 文目を読み上げています</translation>
    </message>
    <message>
        <source>looking at file %1 of %2</source>
        <translation>%2 個中 %1 個目のファイルを調べています</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>%1 is not a sound or video file that can be read here</source>
        <translation>%1 は、ここで読み込める音声・動画ファイルではありません。</translation>
    </message>
    <message>
        <source>%1 is a text file, not a sound file</source>
        <translation>%1 は音声ではなくテキストのファイルです。</translation>
    </message>
    <message>
        <source>%1 is damaged or cut short, so no sound in it can be read</source>
        <translation>%1 は壊れているか途中で切れていて、音声を読み込めません。</translation>
    </message>
    <message>
        <source>%1 holds no sound (its length is zero)</source>
        <translation>%1 には音声がありません（長さが 0 です）。</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes)</source>
        <translation>%1 は空です（0 バイト）。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 s</source>
        <translation>%1 は %2 秒を超えています。</translation>
    </message>
    <message>
        <source>there is no sound in %1</source>
        <translation>%1 には音声がありません。</translation>
    </message>
    <message>
        <source>there is no sound file in %1</source>
        <translation>%1 には音声ファイルがありません。</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>ファイル %1 が見つかりません。</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>フォルダー %1 が見つかりません。</translation>
    </message>
    <message>
        <source>%1 is a folder, not a sound file</source>
        <translation>%1 は音声ファイルではなくフォルダーです。</translation>
    </message>
    <message>
        <source>%1 is a file, not a folder</source>
        <translation>%1 はフォルダーではなくファイルです。</translation>
    </message>
    <message>
        <source>%1 is a folder</source>
        <translation>%1 はフォルダーです。</translation>
    </message>
    <message>
        <source>the folder of %1 does not exist</source>
        <translation>%1 を入れるフォルダーがありません。</translation>
    </message>
    <message>
        <source>%1 files cannot be written</source>
        <translation>%1 ファイルは書き出せません。</translation>
    </message>
    <message>
        <source>%1 has no extension that tells the kind of file</source>
        <translation>%1 には種類を示す拡張子がありません。</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 に書き込めません：%2。</translation>
    </message>
    <message>
        <source>cannot write more of %1: %2</source>
        <translation>%1 の続きを書き込めません：%2。</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>%1 を読み込めません：%2。</translation>
    </message>
    <message>
        <source>cannot delete %1: %2</source>
        <translation>%1 を削除できません：%2。</translation>
    </message>
    <message>
        <source>Choose a WAV, FLAC, OGG, Opus, MP3, M4A or video file.</source>
        <translation>WAV、FLAC、OGG、Opus、MP3、M4A、または動画のファイルを選んでください。</translation>
    </message>
    <message>
        <source>Copy it again from where it came from, or export it anew.</source>
        <translation>元の場所からコピーし直すか、書き出し直してください。</translation>
    </message>
    <message>
        <source>Put the recordings there as WAV, FLAC, OGG, MP3 or M4A.</source>
        <translation>WAV、FLAC、OGG、MP3、M4A の録音をそこに置いてください。</translation>
    </message>
    <message>
        <source>Cut it into shorter recordings.</source>
        <translation>短い録音に切り分けてください。</translation>
    </message>
    <message>
        <source>Record it again.</source>
        <translation>録り直してください。</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>名前とフォルダーを確かめてください。</translation>
    </message>
    <message>
        <source>Make the folder first, or choose another one.</source>
        <translation>先にフォルダーを作るか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Name a file inside it.</source>
        <translation>その中のファイルを指定してください。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>別の場所を選んでください。</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>短い名前にしてください。</translation>
    </message>
    <message>
        <source>Let the name end in one of %1.</source>
        <translation>名前の終わりを次のどれかにしてください：%1。</translation>
    </message>
    <message>
        <source>Free some disk space and try again.</source>
        <translation>ディスクの空きを増やして、もう一度お試しください。</translation>
    </message>
    <message>
        <source>no microphone or other recording device was found</source>
        <translation>マイクなどの録音機器が見つかりません。</translation>
    </message>
    <message>
        <source>no loudspeaker or other playing device was found</source>
        <translation>スピーカーなどの再生機器が見つかりません。</translation>
    </message>
    <message>
        <source>no recording device is named &quot;%1&quot;</source>
        <translation>「%1」という録音機器はありません。</translation>
    </message>
    <message>
        <source>the recording device delivers no sound</source>
        <translation>録音機器から音が届きません。</translation>
    </message>
    <message>
        <source>the recording device stopped delivering sound</source>
        <translation>録音機器から音が届かなくなりました。</translation>
    </message>
    <message>
        <source>the recording was stopped before the device delivered any sound</source>
        <translation>機器から音が届く前に録音が止められました。</translation>
    </message>
    <message>
        <source>the sound device &quot;%1&quot; does not open: %2</source>
        <translation>音声機器「%1」を開けません：%2。</translation>
    </message>
    <message>
        <source>the device &quot;%1&quot; does not open: %2</source>
        <translation>機器「%1」を開けません：%2。</translation>
    </message>
    <message>
        <source>the device &quot;%1&quot; does not start: %2</source>
        <translation>機器「%1」が始まりません：%2。</translation>
    </message>
    <message>
        <source>an unfinished recording lies at %1</source>
        <translation>%1 に未完了の録音があります。</translation>
    </message>
    <message>
        <source>%1 exists already; nothing was overwritten</source>
        <translation>%1 はすでにあります。上書きはしていません。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>別の名前を選んでください。</translation>
    </message>
    <message>
        <source>Choose another name, or allow overwriting.</source>
        <translation>別の名前を選ぶか、上書きを許可してください。</translation>
    </message>
    <message>
        <source>Wait for the level to move, then stop.</source>
        <translation>レベルが動くのを待ってから止めてください。</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>別の機器を選んでください。</translation>
    </message>
    <message>
        <source>there is nothing to speak in the text</source>
        <translation>文章に読み上げるものがありません。</translation>
    </message>
    <message>
        <source>Give at least one word.</source>
        <translation>少なくとも一語を入れてください。</translation>
    </message>
    <message>
        <source>the language “%1” cannot be spoken yet</source>
        <translation>言語「%1」はまだ読み上げられません。</translation>
    </message>
    <message>
        <source>the engine “%1” does not speak “%2”</source>
        <translation>音声エンジン「%1」は「%2」に対応していません。</translation>
    </message>
    <message>
        <source>It speaks: %1.</source>
        <translation>対応している言語：%1。</translation>
    </message>
    <message>
        <source>the memory of this machine ran out</source>
        <translation>このコンピューターのメモリーがなくなりました。</translation>
    </message>
    <message>
        <source>Close other programs, or work on a shorter text.</source>
        <translation>ほかのプログラムを閉じるか、短い文章でお試しください。</translation>
    </message>
    <message>
        <source>too many jobs wait already (%1)</source>
        <translation>待っている作業が多すぎます（%1 件）。</translation>
    </message>
    <message>
        <source>Wait until some are done, or stop them.</source>
        <translation>いくつか終わるのを待つか、中止してください。</translation>
    </message>
    <message>
        <source>stopped before it was done</source>
        <translation>終わる前に中止されました。</translation>
    </message>
    <message>
        <source>an unexpected error ended the job: %1</source>
        <translation>予期しない問題で作業が終わりました：%1。</translation>
    </message>
    <message>
        <source>Please report this with what you did.</source>
        <translation>何をしたかを添えて、この問題をお知らせください。</translation>
    </message>
    <message>
        <source>the project is not open any more</source>
        <translation>プロジェクトはもう開いていません。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>もう一度開いてください。</translation>
    </message>
    <message>
        <source>there is already a voice %1</source>
        <translation>ボイス %1 はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another name, or rename or delete that voice first.</source>
        <translation>別の名前を選ぶか、先にそのボイスの名前を変えるか削除してください。</translation>
    </message>
    <message>
        <source>the tag %1 has a comma</source>
        <translation>タグ %1 にコンマがあります。</translation>
    </message>
    <message>
        <source>Give two tags as two words.</source>
        <translation>二つのタグは二語に分けてください。</translation>
    </message>
    <message>
        <source>Record more; %1 s is a good amount.</source>
        <translation>もう少し録音してください。%1 秒ほどあれば十分です。</translation>
    </message>
    <message>
        <source>the voice file is damaged: %1</source>
        <translation>ボイスファイルが壊れています：%1。</translation>
    </message>
    <message>
        <source>Export the voice again, or get another copy of the file.</source>
        <translation>ボイスを書き出し直すか、ファイルをもう一度入手してください。</translation>
    </message>
    <message>
        <source>%1 is no voice file, or was cut short</source>
        <translation>%1 はボイスファイルではないか、途中で切れています。</translation>
    </message>
    <message>
        <source>the voice file was written by a newer Timbre Studio</source>
        <translation>このボイスファイルは新しい版の Timbre Studio で作られています。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Timbre Studio</source>
        <translation>%1 は新しい版の Timbre Studio で作られています。</translation>
    </message>
    <message>
        <source>Update this program to import it.</source>
        <translation>取り込むにはこのプログラムを更新してください。</translation>
    </message>
    <message>
        <source>Update this program to use the voice.</source>
        <translation>このボイスを使うにはプログラムを更新してください。</translation>
    </message>
    <message>
        <source>the voice needs %1 MB, and the disk has %2 MB free</source>
        <translation>このボイスには %1 MB 必要ですが、ディスクの空きは %2 MB です。</translation>
    </message>
    <message>
        <source>the voice was deleted while its new version was being made</source>
        <translation>新しいバージョンを作っている間にボイスが削除されました。</translation>
    </message>
    <message>
        <source>nobody speaks in it</source>
        <translation>声が入っていません。</translation>
    </message>
    <message>
        <source>Choose a recording of a voice.</source>
        <translation>声の入った録音を選んでください。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 は壊れています：%2。</translation>
    </message>
    <message>
        <source>working</source>
        <translation>処理しています</translation>
    </message>
    <message>
        <source>lines that were rendered are heard, others cannot be spoken</source>
        <translation>生成済みの行は聴けますが、ほかの行は読み上げられません。</translation>
    </message>
    <message>
        <source>Bring the voice over with `timbre voice export` and `import`, or choose another.</source>
        <translation>`timbre voice export` と `import` でボイスを持ってくるか、別のボイスを選んでください。</translation>
    </message>
    <message>
        <source>there is no file that could keep what you write</source>
        <translation>書いたものを保存するファイルがありません。</translation>
    </message>
    <message>
        <source>Open a project, or make a new one.</source>
        <translation>プロジェクトを開くか、新しく作ってください。</translation>
    </message>
    <message>
        <source>it has neither a letter nor a digit</source>
        <translation>文字も数字もありません。</translation>
    </message>
    <message>
        <source>Choose or type another text.</source>
        <translation>別の文章を選ぶか入力してください。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Change it and try again.</source>
        <translation>内容を直して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Check the name or choose another one.</source>
        <translation>名前を確かめるか、別のものを選んでください。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>別の名前を選んでください。</translation>
    </message>
    <message>
        <source>Choose another language, voice or format.</source>
        <translation>別の言語、ボイス、または形式を選んでください。</translation>
    </message>
    <message>
        <source>Restore the file from a copy, or make it again.</source>
        <translation>控えからファイルを戻すか、作り直してください。</translation>
    </message>
    <message>
        <source>Check the disk&apos;s free space and your rights, or choose another folder.</source>
        <translation>ディスクの空き容量とアクセス権を確かめるか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Install Timbre Studio anew to repair it.</source>
        <translation>Timbre Studio を入れ直して修復してください。</translation>
    </message>
    <message>
        <source>Close other programs, or work on a shorter text.</source>
        <translation>ほかのプログラムを閉じるか、短い文章でお試しください。</translation>
    </message>
    <message>
        <source>Check that the device is plugged in and switched on.</source>
        <translation>機器がつながっていて電源が入っているか確かめてください。</translation>
    </message>
    <message>
        <source>Please report this with its details.</source>
        <translation>詳細を添えてこの問題をお知らせください。</translation>
    </message>
    <message>
        <source>What was given cannot be used.</source>
        <translation>指定された内容は使えません。</translation>
    </message>
    <message>
        <source>Something that is needed is not there.</source>
        <translation>必要なものが見つかりません。</translation>
    </message>
    <message>
        <source>The name is taken. Nothing was overwritten.</source>
        <translation>その名前はすでに使われています。上書きはしていません。</translation>
    </message>
    <message>
        <source>This computer or this voice cannot do that.</source>
        <translation>このコンピューターまたはこのボイスではできません。</translation>
    </message>
    <message>
        <source>The file is damaged, cut short or of another kind.</source>
        <translation>ファイルが壊れているか、途中で切れているか、種類が違います。</translation>
    </message>
    <message>
        <source>A file could not be read or written.</source>
        <translation>ファイルを読み書きできませんでした。</translation>
    </message>
    <message>
        <source>A file that this needs is not installed.</source>
        <translation>必要なファイルが入っていません。</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>メモリーが足りません。</translation>
    </message>
    <message>
        <source>The sound device cannot be used.</source>
        <translation>音声機器を使えません。</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>中止されました。</translation>
    </message>
    <message>
        <source>Something went wrong inside Timbre Studio.</source>
        <translation>Timbre Studio の内部で問題が起きました。</translation>
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
        <translation>言語（Language）</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>システムに合わせる</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中国語</translation>
    </message>
    <message>
        <source>Cantonese</source>
        <translation>広東語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韓国語</translation>
    </message>
</context>
<context>
    <name>Machine</name>
    <message>
        <source>Looking…</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>This could not be found out.</source>
        <translation>調べられませんでした。</translation>
    </message>
    <message>
        <source>Instant engine</source>
        <translation>インスタントエンジン</translation>
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
        <translation>グラフィックカード、%1</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>グラフィックカード</translation>
    </message>
    <message numerus="yes">
        <source>Processor, %n thread(s)</source>
        <translation>
            <numerusform>プロセッサー、%n スレッド</numerusform>
        </translation>
    </message>
    <message>
        <source>GPU works: %1.</source>
        <translation>GPU を使えます：%1。</translation>
    </message>
    <message>
        <source>Using CPU because no graphics card for computing was found: %1.</source>
        <translation>計算に使えるグラフィックカードがないため CPU を使います：%1。</translation>
    </message>
    <message>
        <source>Using CPU because this build computes without graphics cards: %1.</source>
        <translation>このビルドはグラフィックカードを使わないため CPU を使います：%1。</translation>
    </message>
    <message>
        <source>Using CPU because it is chosen in the settings: %1.</source>
        <translation>設定で選ばれているため CPU を使います：%1。</translation>
    </message>
    <message>
        <source>Using CPU because the graphics card could not be used: %1.</source>
        <translation>グラフィックカードを使えなかったため CPU を使います：%1。</translation>
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
        <translation>準備完了：%1。</translation>
    </message>
    <message>
        <source>Ready: %1. Settings tell what the others lack.</source>
        <translation>準備完了：%1。ほかに足りないものは設定に出ています。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work.</source>
        <translation>確認済み：%2 個中 %1 個が動作します。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work. “%3” does not: settings tell why.</source>
        <translation>確認済み：%2 個中 %1 個が動作します。「%3」は動作しません。理由は設定に出ています。</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in, or open a recording that you have.</source>
        <translation>マイクが見つかりません。接続するか、手元の録音を開いてください。</translation>
    </message>
    <message numerus="yes">
        <source>%n found.</source>
        <translation>
            <numerusform>%n 個見つかりました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Found: %1.</source>
        <translation>見つかりました：%1。</translation>
    </message>
    <message>
        <source>%1 GB free. A voice needs about 30 MB.</source>
        <translation>空き %1 GB。ボイス一つは約 30 MB です。</translation>
    </message>
    <message>
        <source>Speech finder</source>
        <translation>音声検出</translation>
    </message>
    <message>
        <source>Voice match</source>
        <translation>声の照合</translation>
    </message>
    <message>
        <source>Chinese readings</source>
        <translation>中国語の読み</translation>
    </message>
    <message>
        <source>GPT-SoVITS weights</source>
        <translation>GPT-SoVITS の重み</translation>
    </message>
    <message>
        <source>Tells speech from noise in recordings.</source>
        <translation>録音の中の声と雑音を聞き分けます。</translation>
    </message>
    <message>
        <source>Measures how much a voice resembles its recordings.</source>
        <translation>ボイスが録音にどれだけ似ているかを測ります。</translation>
    </message>
    <message>
        <source>Chooses between the readings of a Chinese character.</source>
        <translation>漢字（中国語）の読みを選びます。</translation>
    </message>
    <message>
        <source>Makes voices and speaks with them: %1.</source>
        <translation>ボイスを作り、そのボイスで話します：%1。</translation>
    </message>
    <message>
        <source>Ready, checked</source>
        <translation>準備完了、確認済み</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>ありません</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>動作しません</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Speech in your own voice, made on your own computer.</source>
        <translation>あなたの声の音声を、あなたのコンピューターで作ります。</translation>
    </message>
    <message>
        <source>Keep voices and settings in this folder.</source>
        <translation>ボイスと設定をこのフォルダーに置きます。</translation>
    </message>
    <message>
        <source>Say how long it took until the window could be used, and quit.</source>
        <translation>ウィンドウが使えるまでの時間を表示して終了します。</translation>
    </message>
    <message>
        <source>A project or a text to open.</source>
        <translation>開くプロジェクトまたはテキスト。</translation>
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
        <translation>使用可</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>録り直し</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>声なし</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>短すぎ</translation>
    </message>
    <message>
        <source>Cut short</source>
        <translation>途切れ</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>破損</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>雑音</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>音割れ</translation>
    </message>
    <message>
        <source>Telephone sound</source>
        <translation>電話の音質</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>小さすぎ</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>反響</translation>
    </message>
    <message>
        <source>Mains hum</source>
        <translation>電源ハム</translation>
    </message>
    <message>
        <source>Some noise</source>
        <translation>やや雑音</translation>
    </message>
    <message>
        <source>Dull</source>
        <translation>こもり</translation>
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
        <translation>今聞いているもの</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AboutPage</name>
    <message>
        <source>About</source>
        <translation>このソフトについて</translation>
    </message>
    <message>
        <source>Timbre Studio %1</source>
        <translation>Timbre Studio %1</translation>
    </message>
    <message>
        <source>Speech in your own voice, made on your own computer.</source>
        <translation>あなたの声で話す音声を、あなたのコンピューターで作ります。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later: use it, look into it, change it, pass it on.</source>
        <translation>GNU 一般公衆ライセンス バージョン 3 以降のフリーソフトウェアです。使う、調べる、変える、分け合うことができます。</translation>
    </message>
    <message>
        <source>It stands on libtorch, Qt %1, FFmpeg, PortAudio, the Inter typeface and others; THIRD_PARTY.md names them all with their licences.</source>
        <translation>libtorch、Qt %1、FFmpeg、PortAudio、Inter 書体などを使っています。すべての名前とライセンスは THIRD_PARTY.md にあります。</translation>
    </message>
    <message>
        <source>Reporting a fault</source>
        <translation>不具合の報告</translation>
    </message>
    <message>
        <source>The details name this computer&apos;s parts and what works of them: no recordings, no texts, no names.</source>
        <translation>詳細にはこのコンピューターの部品と動作の可否だけが入ります。録音、文章、名前は入りません。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>動きを減らす</translation>
    </message>
    <message>
        <source>Messages and menus are there at once. Meters go on moving.</source>
        <translation>メッセージとメニューはすぐに現れます。メーターは動き続けます。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>As the system is set, or always light or dark.</source>
        <translation>システムの設定に合わせるか、常にライトまたはダークにします。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
    <message>
        <source>Black on white or white on black, with clear borders.</source>
        <translation>白地に黒、または黒地に白で、境界をはっきり示します。</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>全体の大きさ</translation>
    </message>
    <message>
        <source>Beside what the system already does for this screen.</source>
        <translation>システムがこの画面で行う拡大に加わります。</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>再起動すると有効になります。</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Words alone; what is around them stays.</source>
        <translation>文字だけが変わり、ほかはそのままです。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Of the window. Voices speak theirs.</source>
        <translation>ウィンドウの言語です。ボイスはそれぞれの言語で話します。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>システムに合わせる</translation>
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
        <translation>%1／%2</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Composer</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Type or paste text. It becomes lines; Ctrl+Enter also speaks it.</source>
        <translation>文章を入力または貼り付けると行になります。Ctrl+Enter で読み上げもします。</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新しい文章</translation>
    </message>
    <message>
        <source>Add as lines of the script</source>
        <translation>台本の行として追加</translation>
    </message>
</context>
<context>
    <name>timbre::ui::DevicePage</name>
    <message>
        <source>Device and models</source>
        <translation>デバイスとモデル</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>再起動すると有効になります。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度確認</translation>
    </message>
    <message>
        <source>Engines and models</source>
        <translation>エンジンとモデル</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
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
        <translation>計算に使うもの</translation>
    </message>
    <message>
        <source>Memory for models</source>
        <translation>モデル用のメモリー</translation>
    </message>
    <message>
        <source>What is kept loaded beyond that is put away and loaded again when needed. Automatic is half of the computer&apos;s memory.</source>
        <translation>これを超える分は片付けられ、必要なときに読み直されます。自動はコンピューターのメモリーの半分です。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>このコンピューター</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <translation>%2 個中 %1 個が準備完了</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Document</name>
    <message>
        <source>The sound could not be kept in the project</source>
        <translation>音声をプロジェクトに保存できませんでした</translation>
    </message>
    <message>
        <source>The change could not be kept</source>
        <translation>変更を保存できませんでした</translation>
    </message>
    <message>
        <source>The project could not be made</source>
        <translation>プロジェクトを作れませんでした</translation>
    </message>
    <message>
        <source>The project could not be opened</source>
        <translation>プロジェクトを開けませんでした</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ExportDialog</name>
    <message>
        <source>Also write subtitles (SRT)</source>
        <translation>字幕（SRT）も書き出す</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Podcast, −16 LUFS</source>
        <translation>ポッドキャスト、−16 LUFS</translation>
    </message>
    <message>
        <source>Streaming and video, −14 LUFS</source>
        <translation>配信・動画、−14 LUFS</translation>
    </message>
    <message>
        <source>Broadcast, −23 LUFS</source>
        <translation>放送、−23 LUFS</translation>
    </message>
    <message>
        <source>Audiobook, ACX</source>
        <translation>オーディオブック、ACX</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>ラウドネス</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>narration</source>
        <translation>ナレーション</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Export the narration</source>
        <translation>ナレーションを書き出す</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>書き出し先</translation>
    </message>
    <message>
        <source>Subtitles go to %1</source>
        <translation>字幕は %1 に書き出します</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>置き換えますか？</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 を置き換えますか？</translation>
    </message>
    <message>
        <source>Replace %1 and %2?</source>
        <translation>%1 と %2 を置き換えますか？</translation>
    </message>
    <message>
        <source>What is in there now will be gone.</source>
        <translation>今の内容は失われます。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換える</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ExportFlow</name>
    <message>
        <source>Exporting %1</source>
        <translation>%1 を書き出しています</translation>
    </message>
    <message>
        <source>You can go on working.</source>
        <translation>そのまま作業を続けられます。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The file could not be written</source>
        <translation>ファイルを書き込めませんでした</translation>
    </message>
    <message>
        <source>%1 of sound at %2 LUFS</source>
        <translation>音声 %1、%2 LUFS</translation>
    </message>
    <message>
        <source>%1 of sound</source>
        <translation>音声 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be spoken and were left out.</source>
        <translation>
            <numerusform>%n 行は読み上げられず、省かれました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1 を書き出しました</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>フォルダーで表示</translation>
    </message>
</context>
<context>
    <name>timbre::ui::FirstRunCard</name>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>About 3 minutes. Nothing leaves this computer.</source>
        <translation>約 3 分です。データはこのコンピューターから出ません。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>This is my own voice, or I have its owner&apos;s permission.</source>
        <translation>これは自分の声、または本人の許可を得た声です。</translation>
    </message>
    <message>
        <source>Read a script</source>
        <translation>台本を読む</translation>
    </message>
    <message>
        <source>8 lines, with help on level and noise</source>
        <translation>8 行。音量と雑音を確認しながら進みます</translation>
    </message>
    <message>
        <source>about 60 s</source>
        <translation>約 60 秒</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>録音を開く</translation>
    </message>
    <message>
        <source>WAV, MP3, M4A or a video; the best part is found for you</source>
        <translation>WAV、MP3、M4A、動画から、いちばん良い部分を探します</translation>
    </message>
    <message>
        <source>20 s or more</source>
        <translation>20 秒以上</translation>
    </message>
    <message>
        <source>Try a demo voice</source>
        <translation>見本のボイスを試す</translation>
    </message>
    <message>
        <source>Type a text and hear it now</source>
        <translation>文章を入れてすぐに聞けます</translation>
    </message>
    <message>
        <source>no recording</source>
        <translation>録音は不要</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>マイク</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>This build cannot record.</source>
        <translation>このビルドでは録音できません。</translation>
    </message>
    <message>
        <source>Tick the box below first.</source>
        <translation>先に下のチェックを入れてください。</translation>
    </message>
    <message>
        <source>This build brings no demo voice.</source>
        <translation>このビルドに見本のボイスは入っていません。</translation>
    </message>
    <message>
        <source>Something on this computer needs attention.</source>
        <translation>このコンピューターに確認が必要なところがあります。</translation>
    </message>
    <message>
        <source>Looking at what this computer can do…</source>
        <translation>このコンピューターを確認しています…</translation>
    </message>
    <message>
        <source>Ready. Make your first voice.</source>
        <translation>準備ができました。最初のボイスを作りましょう。</translation>
    </message>
    <message>
        <source>Everything is ready. Make your first voice.</source>
        <translation>すべて整いました。最初のボイスを作りましょう。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Inspector</name>
    <message>
        <source>Speed</source>
        <translation>速さ</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>%1 st</source>
        <translation>%1 半音</translation>
    </message>
    <message>
        <source>Pause after</source>
        <translation>行の後の間</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべて戻す</translation>
    </message>
    <message>
        <source>This line could not be spoken</source>
        <translation>この行を読み上げられませんでした</translation>
    </message>
    <message>
        <source>Shape of all lines</source>
        <translation>すべての行の調子</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>ボイス</translation>
    </message>
</context>
<context>
    <name>timbre::ui::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Click into a field and press the keys you want. Single keys of a room work while it is shown and no text is being written.</source>
        <translation>欄をクリックして、使いたいキーを押してください。部屋の単独キーは、その部屋が表示され、文字を入力していないときに働きます。</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべて元に戻す</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>ここで使う</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”. Nothing was changed.</source>
        <translation>%1 は「%2」で使われています。何も変更していません。</translation>
    </message>
    <message>
        <source>Keys for “%1”</source>
        <translation>「%1」のキー</translation>
    </message>
    <message>
        <source>%1 in its room</source>
        <translation>その部屋では %1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LevelMeter</name>
    <message>
        <source>Output level</source>
        <translation>出力レベル</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LiveView</name>
    <message>
        <source>Live waveform and spectrogram</source>
        <translation>リアルタイムの波形とスペクトログラム</translation>
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
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>The demo voice could not be opened</source>
        <translation>見本のボイスを開けませんでした</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MemoryBar</name>
    <message>
        <source>Memory: %1 of %2 free</source>
        <translation>メモリー：%2 のうち %1 が空き</translation>
    </message>
    <message>
        <source>In use %1</source>
        <translation>使用中 %1</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>空き %1</translation>
    </message>
    <message>
        <source>The studio takes at most %1</source>
        <translation>このソフトは最大 %1 を使います</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Narrator</name>
    <message>
        <source>The text could not be spoken</source>
        <translation>文章を読み上げられませんでした</translation>
    </message>
    <message>
        <source>The sound could not be played</source>
        <translation>音声を再生できませんでした</translation>
    </message>
</context>
<context>
    <name>timbre::ui::NoVoicePage</name>
    <message>
        <source>Your voices will live here</source>
        <translation>あなたのボイスはここに並びます</translation>
    </message>
    <message>
        <source>Read a minute aloud, and this computer learns to speak with your voice. Nothing leaves it.</source>
        <translation>1 分間朗読すると、このコンピューターがあなたの声で話せるようになります。データは外に出ません。</translation>
    </message>
    <message>
        <source>Recordings, a voice file of the studio or weights of GPT-SoVITS may be dropped here.</source>
        <translation>録音、このソフトのボイスファイル、GPT-SoVITS の重みをここにドロップできます。</translation>
    </message>
    <message>
        <source>Import a voice</source>
        <translation>ボイスを取り込む</translation>
    </message>
    <message>
        <source>Make my voice</source>
        <translation>自分のボイスを作る</translation>
    </message>
</context>
<context>
    <name>timbre::ui::PlayButton</name>
    <message>
        <source>Play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ProgressSteps</name>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>%2 段階中 %1：%3</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 に失敗しました：%2</translation>
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
        <translation>名称未設定</translation>
    </message>
    <message>
        <source>Untitled %1</source>
        <translation>名称未設定 %1</translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>すべて保存されています</translation>
    </message>
    <message>
        <source>Each change is on disk as soon as you make it.</source>
        <translation>変更はすぐにディスクへ書き込まれます。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Projects and texts (*.timbre *.txt *.md);;All files (*)</source>
        <translation>プロジェクトとテキスト (*.timbre *.txt *.md);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>プロジェクトに名前を付けて保存</translation>
    </message>
    <message>
        <source>Timbre projects (*.timbre)</source>
        <translation>Timbre プロジェクト (*.timbre)</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Prompter</name>
    <message>
        <source>Line to read</source>
        <translation>読み上げる行</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>次：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ProsodySlider</name>
    <message>
        <source>%1, value</source>
        <translation>%1、値</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordButton</name>
    <message>
        <source>Record</source>
        <translation>録音</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>録音を止める</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ReferenceWave</name>
    <message>
        <source>Reference</source>
        <translation>参照区間</translation>
    </message>
    <message>
        <source>From %1 to %2, %3 of %4</source>
        <translation>%1 から %2 まで、%4 のうち %3</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RightsPage</name>
    <message>
        <source>Rights and privacy</source>
        <translation>権利とプライバシー</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>データはこのコンピューターから出ません</translation>
    </message>
    <message>
        <source>The studio never uses the network: no account, no updates by itself, no measurements. Recordings, voices and scripts are files in your folder.</source>
        <translation>ネットワークは一切使いません。アカウントも自動更新も計測もありません。録音、ボイス、台本はあなたのフォルダーのファイルです。</translation>
    </message>
    <message>
        <source>Only voices you may use</source>
        <translation>使う権利のある声だけ</translation>
    </message>
    <message>
        <source>Before a voice is recorded or opened you state that it is your own, or that you have its owner&apos;s permission. The sentence and its date are stored with the voice and travel with it when it is exported.</source>
        <translation>声を録音したり開いたりする前に、自分の声であること、または本人の許可があることを示します。その文と日付はボイスと共に保存され、書き出しにも付いていきます。</translation>
    </message>
    <message>
        <source>Permission statements</source>
        <translation>許可の記録</translation>
    </message>
    <message>
        <source>There is no voice yet.</source>
        <translation>ボイスはまだありません。</translation>
    </message>
    <message>
        <source>Permission stated on %1</source>
        <translation>%1に許可を確認</translation>
    </message>
    <message>
        <source>No permission was stated</source>
        <translation>許可の記録はありません</translation>
    </message>
    <message>
        <source>Everything lies in %1.</source>
        <translation>すべて %1 にあります。</translation>
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
        <translation>変更あり</translation>
    </message>
    <message>
        <source>Not spoken</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Text of line %1</source>
        <translation>%1 行目の文章</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptList</name>
    <message>
        <source>Lines of the script</source>
        <translation>台本の行</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptModel</name>
    <message>
        <source>playing</source>
        <translation>再生中</translation>
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
        <translation>生成済み、%1</translation>
    </message>
    <message>
        <source>changed since it was rendered</source>
        <translation>生成後に変更あり</translation>
    </message>
    <message>
        <source>could not be spoken</source>
        <translation>読み上げ不可</translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <translation>%1 行目、%2：%3</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptPage</name>
    <message>
        <source>A voice could not be read</source>
        <translation>読み込めないボイスがあります</translation>
    </message>
    <message>
        <source>The voices could not be listed</source>
        <translation>ボイスの一覧を作れませんでした</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>書き出し中</translation>
    </message>
    <message>
        <source>Rendering %1 of %2</source>
        <translation>生成中 %1／%2</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>再生中</translation>
    </message>
    <message>
        <source>All changes are kept</source>
        <translation>変更はすべて保存済み</translation>
    </message>
    <message>
        <source>New script</source>
        <translation>新しい台本</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptRoom</name>
    <message>
        <source>Speak</source>
        <translation>読み上げ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Paste a text and hear it</source>
        <translation>文章を貼り付けて、すぐに聴く</translation>
    </message>
    <message>
        <source>Every sentence becomes a line of its own,
so you can change one without touching the rest.</source>
        <translation>一文が一行になり、
ほかに触れずに一行だけ直せます。</translation>
    </message>
    <message>
        <source>A text file, a project, or any text you copied</source>
        <translation>テキストファイル、プロジェクト、コピーした文章</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Click to play from there</source>
        <translation>クリックした所から再生</translation>
    </message>
    <message>
        <source>The voice of this project is not on this computer</source>
        <translation>このプロジェクトのボイスはこのコンピューターにありません</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>プロジェクトが開いていません</translation>
    </message>
    <message>
        <source>There is nothing to speak in this text</source>
        <translation>この文章には読み上げるものがありません</translation>
    </message>
    <message>
        <source>The text could not be read</source>
        <translation>文章を読み込めませんでした</translation>
    </message>
    <message>
        <source>No line chosen</source>
        <translation>行が選ばれていません</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>%1 行目</translation>
    </message>
    <message>
        <source>First sound after %1 s</source>
        <translation>%1 秒で最初の音</translation>
    </message>
    <message>
        <source>Render changed (%1)</source>
        <translation>変更分を生成 (%1)</translation>
    </message>
    <message>
        <source>Render changed</source>
        <translation>変更分を生成</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) · %1</source>
        <translation>
            <numerusform>%n 行 · %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::SentenceCanvas</name>
    <message>
        <source>Words and wave of the line</source>
        <translation>行の語と波形</translation>
    </message>
    <message>
        <source>%1 of sound</source>
        <translation>音声 %1</translation>
    </message>
    <message>
        <source>not rendered yet</source>
        <translation>まだ生成されていません</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>語</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>音声</translation>
    </message>
    <message>
        <source>The sound of the chosen line appears here once it is rendered.</source>
        <translation>生成すると、選んだ行の音声がここに表示されます。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SettingsRoom</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Device and models</source>
        <translation>デバイスとモデル</translation>
    </message>
    <message>
        <source>Sound in and out</source>
        <translation>音の入出力</translation>
    </message>
    <message>
        <source>Rights and privacy</source>
        <translation>権利とプライバシー</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>About</source>
        <translation>このソフトについて</translation>
    </message>
    <message>
        <source>All changes are kept</source>
        <translation>変更は自動で保存されます</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SoundPage</name>
    <message>
        <source>Sound in and out</source>
        <translation>音の入出力</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>マイク</translation>
    </message>
    <message>
        <source>What Record listens to. It may be changed there too.</source>
        <translation>録音で使うマイクです。録音の部屋でも変えられます。</translation>
    </message>
    <message>
        <source>Loudspeaker or headphones</source>
        <translation>スピーカーまたはヘッドホン</translation>
    </message>
    <message>
        <source>Where everything is played, from the next sound on.</source>
        <translation>再生に使います。次の音から変わります。</translation>
    </message>
    <message>
        <source>Hear yourself while recording</source>
        <translation>録音中に自分の声を聞く</translation>
    </message>
    <message>
        <source>With headphones only: loudspeakers would be recorded too and howl.</source>
        <translation>ヘッドホンのときだけにしてください。スピーカーの音が入り、ハウリングします。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度確認</translation>
    </message>
    <message>
        <source>As the system is set</source>
        <translation>システムの設定どおり</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Stars</name>
    <message>
        <source>Quality</source>
        <translation>品質</translation>
    </message>
    <message>
        <source>%1 of 5 stars</source>
        <translation>5 つ星中 %1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Stat</name>
    <message>
        <source>%1 %2, %3</source>
        <comment>number, unit, verdict</comment>
        <translation>%1 %2、%3</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TallMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>マイクの音量</translation>
    </message>
    <message>
        <source>No signal</source>
        <translation>信号なし</translation>
    </message>
    <message>
        <source>%1 dBFS</source>
        <translation>%1 dBFS</translation>
    </message>
    <message>
        <source>%1, clipped</source>
        <translation>%1、音割れ</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>音割れ</translation>
    </message>
</context>
<context>
    <name>timbre::ui::Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TopBar</name>
    <message>
        <source>Menu</source>
        <translation>メニュー</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>ルーム</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>録音</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>ボイス</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>台本</translation>
    </message>
    <message>
        <source>Dub</source>
        <translation>吹き替え</translation>
    </message>
    <message>
        <source>Not in this version yet.</source>
        <translation>この版にはまだありません。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>オフライン</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>データがこのコンピューターの外に出ることはありません。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TransportBar</name>
    <message>
        <source>Follow the play head</source>
        <translation>再生位置を追う</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>前の行</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>次の行</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>再生／一時停止（スペース）</translation>
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
        <translation>バージョン %1 · %2</translation>
    </message>
    <message>
        <source>Voice: %1</source>
        <translation>ボイス：%1</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>ボイスなし</translation>
    </message>
</context>
</TS>
