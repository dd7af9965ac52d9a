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
    <message>
        <source>it is neither a voice, nor weights, nor a recording</source>
        <translation>ボイスでも、重みでも、録音でもありません。</translation>
    </message>
    <message>
        <source>Drop a .timbrevoice, GPT-SoVITS weights or a recording.</source>
        <translation>.timbrevoice、GPT-SoVITS の重み、または録音をドロップしてください。</translation>
    </message>
    <message>
        <source>the recording device has gone</source>
        <translation>録音機器が外れました。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>別のものを選んでください。</translation>
    </message>
    <message>
        <source>no microphone is open</source>
        <translation>マイクが開かれていません。</translation>
    </message>
    <message>
        <source>Choose one first.</source>
        <translation>先に選んでください。</translation>
    </message>
    <message>
        <source>the recording to go on from is gone: %1</source>
        <translation>続きを録る元の録音がありません：%1。</translation>
    </message>
    <message>
        <source>Record the whole line again.</source>
        <translation>行全体を録り直してください。</translation>
    </message>
    <message>
        <source>the place to go on from lies outside the earlier recording</source>
        <translation>続きを録る位置が元の録音の外にあります。</translation>
    </message>
    <message>
        <source>Choose a place inside it, or record the whole line again.</source>
        <translation>録音の中の位置を選ぶか、行全体を録り直してください。</translation>
    </message>
    <message>
        <source>there is no output to hear the microphone through</source>
        <translation>マイクの音を聴く出力機器がありません。</translation>
    </message>
    <message>
        <source>Choose an output device in the settings.</source>
        <translation>設定で出力機器を選んでください。</translation>
    </message>
    <message>
        <source>another program is recording to %1</source>
        <translation>別のプログラムが %1 に録音しています。</translation>
    </message>
    <message>
        <source>meanwhile a file %1 has appeared; the recording stays in %2</source>
        <translation>その間にファイル %1 ができました。録音は %2 に残っています。</translation>
    </message>
    <message>
        <source>Rename one of the two.</source>
        <translation>どちらかの名前を変えてください。</translation>
    </message>
    <message>
        <source>nobody has stated to have the permission of the voice&apos;s owner</source>
        <translation>声の本人の許可がまだ表明されていません。</translation>
    </message>
    <message>
        <source>Tick the box with that statement first.</source>
        <translation>先にその表明にチェックを入れてください。</translation>
    </message>
    <message>
        <source>nobody has stated that the voice may be used</source>
        <translation>この声を使ってよいことがまだ表明されていません。</translation>
    </message>
    <message>
        <source>Tick the box about permission first.</source>
        <translation>先に許可のチェックを入れてください。</translation>
    </message>
    <message>
        <source>no recordings are open</source>
        <translation>録音が開かれていません。</translation>
    </message>
    <message>
        <source>Choose a script to read first.</source>
        <translation>先に読む台本を選んでください。</translation>
    </message>
    <message>
        <source>the text to be read is not UTF-8</source>
        <translation>読む文章が UTF-8 ではありません。</translation>
    </message>
    <message>
        <source>Save it as UTF-8 and open it again.</source>
        <translation>UTF-8 で保存して、もう一度開いてください。</translation>
    </message>
    <message>
        <source>there is no text to be read</source>
        <translation>読む文章がありません。</translation>
    </message>
    <message>
        <source>Write one sentence a line.</source>
        <translation>一行に一文を書いてください。</translation>
    </message>
    <message>
        <source>there is no text in %1</source>
        <translation>%1 に文章がありません。</translation>
    </message>
    <message>
        <source>Choose another script file.</source>
        <translation>別の台本ファイルを選んでください。</translation>
    </message>
    <message>
        <source>there is no file to take in</source>
        <translation>取り込むファイルがありません。</translation>
    </message>
    <message>
        <source>Choose a sound or video file.</source>
        <translation>音声または動画のファイルを選んでください。</translation>
    </message>
    <message>
        <source>there are no recordings to make a voice from</source>
        <translation>ボイスを作る録音がありません。</translation>
    </message>
    <message>
        <source>Record or open some.</source>
        <translation>録音するか、録音を開いてください。</translation>
    </message>
    <message>
        <source>it lasts %1 s, and a reference needs at least %2 s</source>
        <translation>長さは %1 秒です。参照録音には %2 秒以上必要です。</translation>
    </message>
    <message>
        <source>Choose a longer recording.</source>
        <translation>もっと長い録音を選んでください。</translation>
    </message>
    <message>
        <source>%1 imitates a reference and learns from no recordings</source>
        <translation>%1 は参照を真似るもので、録音からは学習しません</translation>
    </message>
    <message>
        <source>Make a new version of it from another reference.</source>
        <translation>別の参照から新しいバージョンを作ってください。</translation>
    </message>
    <message>
        <source>nobody has written down what is said in this recording</source>
        <translation>この録音で話されている言葉が書き留められていません</translation>
    </message>
    <message>
        <source>Make a new voice from recordings with their words.</source>
        <translation>言葉の付いた録音から新しいボイスを作ってください。</translation>
    </message>
    <message>
        <source>Record the voice anew: the statement is kept with it then.</source>
        <translation>ボイスを改めて録音してください。許可の記録も一緒に保存されます。</translation>
    </message>
    <message>
        <source>version %1 of %2 has no such recording</source>
        <translation>%2 のバージョン %1 にその録音はありません</translation>
    </message>
    <message>
        <source>Choose one that is listed.</source>
        <translation>一覧にあるものを選んでください。</translation>
    </message>
    <message>
        <source>the voice was deleted meanwhile</source>
        <translation>このボイスはその間に削除されました</translation>
    </message>
    <message>
        <source>the two recordings differ in their number of channels</source>
        <translation>2 つの録音のチャンネル数が異なります</translation>
    </message>
    <message>
        <source>none of the recordings is 3 to 10 s long, as a reference has to be</source>
        <translation>参照音声に必要な 3～10 秒の録音がありません</translation>
    </message>
    <message>
        <source>Record a line of about 6 s.</source>
        <translation>6 秒ほどの行を録音してください。</translation>
    </message>
    <message>
        <source>%1 s of usable recordings are too little; the engine “%2” needs %3 s (%4 left out, the first: %5: %6)</source>
        <translation>使える録音が %1 秒では足りません。音声エンジン「%2」には %3 秒必要です（除外 %4 件、最初は %5：%6）</translation>
    </message>
    <message>
        <source>%1 s of usable recordings are too little; the engine “%2” needs %3 s</source>
        <translation>使える録音が %1 秒では足りません。音声エンジン「%2」には %3 秒必要です</translation>
    </message>
    <message>
        <source>the recordings of %1 are open in another program</source>
        <translation>%1 の録音は別のプログラムで開かれています</translation>
    </message>
    <message>
        <source>Close them there, then remove the voice.</source>
        <translation>そちらで閉じてから、ボイスを削除してください。</translation>
    </message>
    <message>
        <source>the recordings in %1 are open in another window</source>
        <translation>%1 の録音は別のウィンドウで開かれています</translation>
    </message>
    <message>
        <source>Close that window first.</source>
        <translation>先にそのウィンドウを閉じてください。</translation>
    </message>
    <message>
        <source>the text to be read has more than %1 lines</source>
        <translation>読む文章が %1 行を超えています</translation>
    </message>
    <message>
        <source>Twenty lines make a voice; take the best ones.</source>
        <translation>20 行あればボイスが作れます。よいものを選んでください。</translation>
    </message>
    <message>
        <source>its next version is on the way</source>
        <translation>次のバージョンを作っているところです</translation>
    </message>
    <message>
        <source>Wait until it is there.</source>
        <translation>できあがるまでお待ちください。</translation>
    </message>
    <message>
        <source>a line needs words</source>
        <translation>行には言葉が必要です</translation>
    </message>
    <message>
        <source>Type what is said in the recording.</source>
        <translation>録音で話されている言葉を入力してください。</translation>
    </message>
    <message>
        <source>The recordings lie in the folder beside it and can be opened as files.</source>
        <translation>録音はその横のフォルダーにあり、ファイルとして開けます。</translation>
    </message>
    <message>
        <source>Update this program to go on with these recordings.</source>
        <translation>これらの録音を続けるには、このプログラムを更新してください。</translation>
    </message>
    <message>
        <source>it has no transcript</source>
        <translation>読んだ言葉がありません</translation>
    </message>
    <message>
        <source>it is longer than five minutes</source>
        <translation>5 分を超えています</translation>
    </message>
    <message>
        <source>five minutes of recordings are used already</source>
        <translation>すでに 5 分の録音を使っています</translation>
    </message>
    <message>
        <source>its transcript has more words than the recording has room for</source>
        <translation>言葉が多すぎて、この録音には収まりません</translation>
    </message>
    <message>
        <source>it does not say what its transcript says</source>
        <translation>言葉のとおりに話されていません</translation>
    </message>
    <message>
        <source>words of its transcript are not spoken, near &quot;%1&quot;</source>
        <translation>「%1」の近くの言葉が読まれていません</translation>
    </message>
    <message>
        <source>it says something else than its transcript around %1 s</source>
        <translation>%1 秒のあたりで言葉と違うことを言っています</translation>
    </message>
    <message>
        <source>line %1, take %2</source>
        <translation>%1 行目のテイク %2</translation>
    </message>
    <message>
        <source>a voice is being made from these recordings</source>
        <translation>これらの録音からボイスを作成しています。</translation>
    </message>
    <message>
        <source>Wait until it is ready, or stop it.</source>
        <translation>できあがるまで待つか、作成を中止してください。</translation>
    </message>
    <message>
        <source>the words of the take could not be checked</source>
        <translation>このテイクの言葉を確認できませんでした。</translation>
    </message>
    <message>
        <source>Listen to it yourself, or record the line again.</source>
        <translation>ご自分で聴いて確かめるか、この行を録り直してください。</translation>
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
        <translation>確認中…</translation>
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
        <translation>計算に使えるグラフィックカードが見つからないため、CPU を使います：%1。</translation>
    </message>
    <message>
        <source>Using CPU because this build computes without graphics cards: %1.</source>
        <translation>この版はグラフィックカードで計算しないため、CPU を使います：%1。</translation>
    </message>
    <message>
        <source>Using CPU because it is chosen in the settings: %1.</source>
        <translation>設定で選ばれているため、CPU を使います：%1。</translation>
    </message>
    <message>
        <source>Using CPU because the graphics card could not be used: %1.</source>
        <translation>グラフィックカードを使えないため、CPU を使います：%1。</translation>
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
        <translation>準備完了：%1。ほかに足りないものは設定で確認できます。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work.</source>
        <translation>確認済み：%2 個中 %1 個が使えます。</translation>
    </message>
    <message>
        <source>Checked: %1 of %2 work. “%3” does not: settings tell why.</source>
        <translation>確認済み：%2 個中 %1 個が使えます。「%3」は使えません。理由は設定にあります。</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in, or open a recording that you have.</source>
        <translation>マイクが見つかりません。マイクをつなぐか、手元の録音を開いてください。</translation>
    </message>
    <message numerus="yes">
        <source>%n found.</source>
        <translation>
            <numerusform>%n 個見つかりました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Found: %1.</source>
        <translation>検出：%1。</translation>
    </message>
    <message>
        <source>%1 GB free. A voice needs about 30 MB.</source>
        <translation>空き %1 GB。ボイス一つに約 30 MB 必要です。</translation>
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
        <translation>録音の声と雑音を見分けます。</translation>
    </message>
    <message>
        <source>Measures how much a voice resembles its recordings.</source>
        <translation>ボイスが録音にどれだけ似ているかを測ります。</translation>
    </message>
    <message>
        <source>Chooses between the readings of a Chinese character.</source>
        <translation>漢字の複数の読みから選びます。</translation>
    </message>
    <message>
        <source>Makes voices and speaks with them: %1.</source>
        <translation>ボイスを作り、そのボイスで読み上げます：%1。</translation>
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
        <translation>使えません</translation>
    </message>
    <message>
        <source>GPT-SoVITS speaks once you bring its models.</source>
        <translation>モデルを追加すると、GPT-SoVITS を使えます。</translation>
    </message>
    <message>
        <source>Ready: %1. GPT-SoVITS speaks once you bring its models.</source>
        <translation>準備完了：%1。モデルを追加すると、GPT-SoVITS も使えます。</translation>
    </message>
    <message>
        <source>It works and has nothing to speak with yet: drop your own models on the Voices room.</source>
        <translation>エンジンは動作しますが、モデルがまだありません。お手持ちのモデルを「ボイス」にドロップしてください。</translation>
    </message>
    <message>
        <source>Waits for models</source>
        <translation>モデル待ち</translation>
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
    <name>Record</name>
    <message>
        <source>Too noisy</source>
        <translation>雑音が多い</translation>
    </message>
    <message>
        <source>The room is too loud</source>
        <translation>部屋がうるさすぎます</translation>
    </message>
    <message>
        <source>Noise found. Please record again in a quiet room.</source>
        <translation>周囲の雑音が検出されました。静かな部屋で録り直してください。</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>音割れ</translation>
    </message>
    <message>
        <source>Too loud for the microphone</source>
        <translation>声が大きすぎます</translation>
    </message>
    <message>
        <source>The sound is clipped: turn the microphone down or move away, then read the line again.</source>
        <translation>音割れしています。マイクの音量を下げるか少し離れて、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>反響</translation>
    </message>
    <message>
        <source>The room echoes</source>
        <translation>部屋が響いています</translation>
    </message>
    <message>
        <source>Echo found: move closer to the microphone or away from bare walls, then read the line again.</source>
        <translation>反響が検出されました。マイクに近づくか、何もない壁から離れて、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Half read</source>
        <translation>読みかけ</translation>
    </message>
    <message>
        <source>Part of the line is missing</source>
        <translation>行の一部が抜けています</translation>
    </message>
    <message>
        <source>Only part of the line was heard: read it again from the beginning to the end.</source>
        <translation>行の一部しか聞こえませんでした。最初から最後まで読み直してください。</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>別の言葉</translation>
    </message>
    <message>
        <source>These are other words</source>
        <translation>別の言葉が読まれています</translation>
    </message>
    <message>
        <source>What was heard is not this line: read it again as it stands.</source>
        <translation>聞こえたのはこの行ではありません。書いてあるとおりに読み直してください。</translation>
    </message>
    <message>
        <source>Word skipped</source>
        <translation>読み飛ばし</translation>
    </message>
    <message>
        <source>A word was not heard</source>
        <translation>聞こえない語があります</translation>
    </message>
    <message>
        <source>The words in red were not heard: read the line again if you skipped them.</source>
        <translation>赤い語が聞こえませんでした。読み飛ばした場合は、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Door noise</source>
        <translation>ドアなどの音</translation>
    </message>
    <message>
        <source>A noise in between</source>
        <translation>途中に物音があります</translation>
    </message>
    <message>
        <source>There is a noise such as a door in a pause: read the line again.</source>
        <translation>間にドアのような物音が入っています。この行を読み直してください。</translation>
    </message>
    <message>
        <source>Sound lost</source>
        <translation>音の欠落</translation>
    </message>
    <message>
        <source>Sound was lost</source>
        <translation>音声が欠けています</translation>
    </message>
    <message>
        <source>The computer lost some of the sound: close other programs and read the line again.</source>
        <translation>コンピューターが音声の一部を取りこぼしました。ほかのプログラムを閉じて、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Cut short</source>
        <translation>途切れ</translation>
    </message>
    <message>
        <source>The recording broke off</source>
        <translation>録音が途切れました</translation>
    </message>
    <message>
        <source>The recording broke off before its end: listen to it, or read the line again.</source>
        <translation>録音が終わる前に途切れました。聴いて確かめるか、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>無音</translation>
    </message>
    <message>
        <source>Nothing is heard</source>
        <translation>何も聞こえません</translation>
    </message>
    <message>
        <source>Nothing was recorded: check that the microphone is switched on, then read the line again.</source>
        <translation>何も録音されていません。マイクの電源が入っているか確かめて、この行を読み直してください。</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>声なし</translation>
    </message>
    <message>
        <source>Nobody was heard</source>
        <translation>声が聞こえません</translation>
    </message>
    <message>
        <source>No voice was heard: come closer to the microphone and read the line again.</source>
        <translation>声が聞こえませんでした。マイクに近づいて、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>短すぎ</translation>
    </message>
    <message>
        <source>Too little was said</source>
        <translation>声が短すぎます</translation>
    </message>
    <message>
        <source>There is too little speech to learn from: read the whole line again.</source>
        <translation>学ぶには声が短すぎます。行全体を読み直してください。</translation>
    </message>
    <message>
        <source>Like a telephone</source>
        <translation>電話の音質</translation>
    </message>
    <message>
        <source>It sounds like a telephone</source>
        <translation>電話のような音です</translation>
    </message>
    <message>
        <source>The high tones are missing: choose another microphone, not that of a headset by radio, and read the line again.</source>
        <translation>高い音がありません。ワイヤレスヘッドセット以外のマイクを選んで、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Dull</source>
        <translation>こもり</translation>
    </message>
    <message>
        <source>It sounds dull</source>
        <translation>音がこもっています</translation>
    </message>
    <message>
        <source>High tones are missing: another microphone would sound clearer.</source>
        <translation>高い音が足りません。別のマイクならもっとはっきりします。</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>小さすぎ</translation>
    </message>
    <message>
        <source>The voice is too quiet: come closer or turn the microphone up, then read the line again.</source>
        <translation>声が小さすぎます。近づくかマイクの音量を上げて、この行を読み直してください。</translation>
    </message>
    <message>
        <source>Hum</source>
        <translation>ハム音</translation>
    </message>
    <message>
        <source>The mains hums</source>
        <translation>電源のハム音があります</translation>
    </message>
    <message>
        <source>There is a hum of the mains: try another socket, or move the microphone away from cables.</source>
        <translation>電源のハム音があります。別のコンセントを試すか、マイクをケーブルから離してください。</translation>
    </message>
    <message>
        <source>Some noise</source>
        <translation>やや雑音</translation>
    </message>
    <message>
        <source>It can be used; a quieter room would make a better voice.</source>
        <translation>使えます。もっと静かな部屋なら、よりよいボイスになります。</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>聴いています</translation>
    </message>
    <message>
        <source>Speak a sentence to check level and room.</source>
        <translation>一文話して、音量と部屋を確かめてください。</translation>
    </message>
    <message>
        <source>A little too loud</source>
        <translation>少し大きすぎます</translation>
    </message>
    <message>
        <source>Peaks come near the end of the scale: move away a little.</source>
        <translation>ピークが上限に近づいています。少し離れてください。</translation>
    </message>
    <message>
        <source>A little too quiet</source>
        <translation>少し小さすぎます</translation>
    </message>
    <message>
        <source>Come closer, until the bar reaches the target band.</source>
        <translation>バーが目標の範囲に届くまで近づいてください。</translation>
    </message>
    <message>
        <source>Good. Keep this distance.</source>
        <translation>良好です。この距離を保ってください。</translation>
    </message>
    <message>
        <source>Level near the target band, room quiet, no echo.</source>
        <translation>音量は目標に近く、部屋は静かで、反響もありません。</translation>
    </message>
    <message>
        <source>The room is quiet, and there is no echo.</source>
        <translation>部屋は静かで、反響もありません。</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>読み直してください</translation>
    </message>
    <message>
        <source>Something is wrong with this take: read the line again.</source>
        <translation>このテイクには問題があります。この行を読み直してください。</translation>
    </message>
    <message>
        <source>Kept anyway</source>
        <translation>そのまま保持</translation>
    </message>
    <message>
        <source>Rescued</source>
        <translation>復旧済み</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>読み直し</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%2 に%1</translation>
    </message>
    <message>
        <source>Read line %1 again: %2</source>
        <translation>%1 行目を読み直す：%2</translation>
    </message>
    <message>
        <source>Ready to read</source>
        <translation>読む準備ができました</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>約 %1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n take(s)</source>
        <translation>
            <numerusform>%n テイク</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · kept anyway</source>
        <translation>%1 · そのまま保持</translation>
    </message>
    <message>
        <source>%1 · draft, check the words</source>
        <translation>%1 · 下書き、文章を要確認</translation>
    </message>
    <message>
        <source>%1 · not judged</source>
        <translation>%1 · 未判定</translation>
    </message>
    <message>
        <source>Too short: %1 s of at least %2 s.</source>
        <translation>短すぎます：%1 秒（%2 秒以上必要）。</translation>
    </message>
    <message>
        <source>What is heard is not the text found for it.</source>
        <translation>聞こえる内容が、見つかった文章と違います。</translation>
    </message>
    <message>
        <source>Too noisy: %1 dB of at least %2 dB over the noise.</source>
        <translation>雑音が多すぎます：SN比 %1 dB（%2 dB 以上必要）。</translation>
    </message>
    <message>
        <source>It has no words.</source>
        <translation>文章がありません。</translation>
    </message>
    <message>
        <source>There was enough without it.</source>
        <translation>ほかの録音で足りています。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>ファイルを読み込めません。</translation>
    </message>
    <message>
        <source>The recordings are %1 dB over the noise; 30 dB would be very good.</source>
        <translation>録音の SN比は %1 dB です。30 dB あれば十分です。</translation>
    </message>
    <message>
        <source>It is %1 % alike; more lines make it more alike.</source>
        <translation>類似度は %1 % です。行を増やすともっと似ます。</translation>
    </message>
    <message>
        <source>It was learnt from %1 s; 40 s and more are better.</source>
        <translation>%1 秒から学びました。40 秒以上あるとよくなります。</translation>
    </message>
    <message>
        <source>Recordings that the check refused were kept.</source>
        <translation>検査に通らなかった録音が残されています。</translation>
    </message>
    <message>
        <source>The room is quiet</source>
        <translation>部屋は静かです</translation>
    </message>
    <message>
        <source>The noise floor is %1 dBFS.</source>
        <translation>ノイズフロアは %1 dBFS です。</translation>
    </message>
    <message>
        <source>The room will do</source>
        <translation>この部屋で大丈夫です</translation>
    </message>
    <message>
        <source>The noise floor is %1 dBFS; −50 dBFS would be better.</source>
        <translation>ノイズフロアは %1 dBFS です。−50 dBFS ならもっとよくなります。</translation>
    </message>
    <message>
        <source>Somebody spoke</source>
        <translation>話し声が入りました</translation>
    </message>
    <message>
        <source>Listen to the room again, and keep quiet for five seconds.</source>
        <translation>部屋の音をもう一度録り、5 秒間静かにしてください。</translation>
    </message>
    <message>
        <source>The microphone is silent</source>
        <translation>マイクが無音です</translation>
    </message>
    <message>
        <source>Not even noise is heard: check that it is switched on.</source>
        <translation>雑音すら聞こえません。電源が入っているか確かめてください。</translation>
    </message>
    <message>
        <source>This is my own voice, or I have the speaker&apos;s permission to copy it.</source>
        <translation>これは私自身の声であるか、話者から複製の許可を得ています。</translation>
    </message>
    <message>
        <source>A little too fast</source>
        <translation>少し速すぎます</translation>
    </message>
    <message>
        <source>Read more calmly: the voice will speak as you do now.</source>
        <translation>もう少し落ち着いて読んでください。ボイスは今の話し方を覚えます。</translation>
    </message>
    <message numerus="yes">
        <source>Reading of %1 · %n line(s)</source>
        <translation>
            <numerusform>%1 の朗読 · %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 lines; the first %2 are enough, more make it better</source>
        <translation>全 %1 行。最初の %2 行で足り、多いほど良くなります</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>確認中…</translation>
    </message>
    <message>
        <source>%1 · checking the words</source>
        <translation>%1 · 言葉を確認しています</translation>
    </message>
    <message numerus="yes">
        <source>The words of %n line(s) are still being checked.</source>
        <translation>
            <numerusform>%n 行の言葉をまだ確認しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Twenty seconds of good lines are needed; a minute is better.</source>
        <translation>良好な行が 20 秒分必要です。1 分あるとよくなります。</translation>
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
        <translation>録音 %1</translation>
    </message>
    <message>
        <source>Made elsewhere</source>
        <translation>ほかで作成</translation>
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
        <translation>類似度 %1</translation>
    </message>
    <message>
        <source>No proof of right yet</source>
        <translation>許可の証明なし</translation>
    </message>
    <message>
        <source>SNR %1: a little noise</source>
        <translation>SN比 %1：やや雑音あり</translation>
    </message>
    <message>
        <source>SNR %1: record in a quieter room</source>
        <translation>SN比 %1：静かな部屋で録音を</translation>
    </message>
    <message>
        <source>%1 alike: more recordings help</source>
        <translation>類似度 %1：録音を増やすと改善</translation>
    </message>
    <message>
        <source>Only %1 alike: record again</source>
        <translation>類似度はわずか %1：録り直しが必要</translation>
    </message>
    <message>
        <source>Only %1 recorded</source>
        <translation>録音は %1 だけ</translation>
    </message>
    <message>
        <source>Made with noisy recordings</source>
        <translation>雑音のある録音から作成</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>This recording cannot be used.</source>
        <translation>この録音は使えません。</translation>
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
        <translation>再生対象</translation>
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
        <translation>あなたの声の音声を、あなたのコンピューターで作ります。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later: use it, look into it, change it, pass it on.</source>
        <translation>GNU 一般公衆利用許諾書 第 3 版以降に基づく自由ソフトウェアです。使い、調べ、改変し、配ることができます。</translation>
    </message>
    <message>
        <source>It stands on libtorch, Qt %1, FFmpeg, PortAudio, the Inter typeface and others; THIRD_PARTY.md names them all with their licences.</source>
        <translation>libtorch、Qt %1、FFmpeg、PortAudio、Inter 書体などを土台にしています。すべての名前とライセンスは THIRD_PARTY.md にあります。</translation>
    </message>
    <message>
        <source>Reporting a fault</source>
        <translation>問題の報告</translation>
    </message>
    <message>
        <source>The details name this computer&apos;s parts and what works of them: no recordings, no texts, no names.</source>
        <translation>詳細に含まれるのは、このコンピューターの部品とその動作状況だけです。録音、文章、名前は含まれません。</translation>
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
        <translation>メッセージやメニューがすぐに現れます。メーターは動き続けます。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>As the system is set, or always light or dark.</source>
        <translation>システムに合わせるか、常にライトまたはダークにします。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
    <message>
        <source>Black on white or white on black, with clear borders.</source>
        <translation>白地に黒、または黒地に白で、枠線をはっきり示します。</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>全体の大きさ</translation>
    </message>
    <message>
        <source>Beside what the system already does for this screen.</source>
        <translation>この画面に対するシステムの拡大縮小に加えて適用します。</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>ソフトを起動し直すと有効になります。</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Words alone; what is around them stays.</source>
        <translation>文字だけを変え、まわりはそのままです。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語（Language）</translation>
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
    <name>timbre::ui::Audition</name>
    <message>
        <source>The sound cannot be played</source>
        <translation>音声を再生できません</translation>
    </message>
</context>
<context>
    <name>timbre::ui::AuditionBar</name>
    <message>
        <source>Play or stop</source>
        <translation>再生／停止</translation>
    </message>
    <message>
        <source>Hear the voice before</source>
        <translation>前のボイスを聞く</translation>
    </message>
    <message>
        <source>Hear the next voice</source>
        <translation>次のボイスを聞く</translation>
    </message>
</context>
<context>
    <name>timbre::ui::CardDelegate</name>
    <message numerus="yes">
        <source>%n style(s)</source>
        <translation>
            <numerusform>スタイル %n 種</numerusform>
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
        <translation>自分の声を聴く：ヘッドホン使用時のみ（ハウリング防止）</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>マイク</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>SN比</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>ノイズフロア</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>ピーク</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>反響</translation>
    </message>
    <message>
        <source>Hum of the mains</source>
        <translation>電源ハム</translation>
    </message>
    <message>
        <source>High tones</source>
        <translation>高音域</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>話す速さ</translation>
    </message>
    <message>
        <source>%1 · %2 kHz</source>
        <translation>%1 · %2 kHz</translation>
    </message>
    <message>
        <source>No microphone found</source>
        <translation>マイクが見つかりません</translation>
    </message>
    <message>
        <source>Choose a microphone</source>
        <translation>マイクを選ぶ</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>マイクなし</translation>
    </message>
    <message>
        <source>Plug one in: it is found by itself.</source>
        <translation>マイクをつなぐと自動で見つかります。</translation>
    </message>
    <message>
        <source>Listening to the room</source>
        <translation>部屋の音を録っています</translation>
    </message>
    <message>
        <source>Please keep quiet for five seconds.</source>
        <translation>5 秒間、静かにしてください。</translation>
    </message>
    <message>
        <source>dBFS</source>
        <translation>dBFS</translation>
    </message>
    <message>
        <source>Too loud</source>
        <translation>大きすぎ</translation>
    </message>
    <message>
        <source>In target</source>
        <translation>目標内</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>小さすぎ</translation>
    </message>
    <message>
        <source>No voice</source>
        <translation>声なし</translation>
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
        <translation>やや雑音</translation>
    </message>
    <message>
        <source>Below %1 dB</source>
        <translation>%1 dB 未満</translation>
    </message>
    <message>
        <source>Speak on</source>
        <translation>話し続けてください</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>聴いています</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>静か</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>音割れ</translation>
    </message>
    <message>
        <source>Nearly clipping</source>
        <translation>音割れ寸前</translation>
    </message>
    <message>
        <source>No clipping</source>
        <translation>音割れなし</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>low</source>
        <translation>少ない</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>all there</source>
        <translation>十分</translation>
    </message>
    <message>
        <source>up to %1 kHz</source>
        <translation>%1 kHz まで</translation>
    </message>
    <message>
        <source>%1 syllables/s</source>
        <translation>%1 音節/秒</translation>
    </message>
    <message>
        <source>Near target</source>
        <translation>目標に近い</translation>
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
        <translation>検査の結果、この行は録り直しが必要です。</translation>
    </message>
    <message>
        <source>Usable; a better recording would help.</source>
        <translation>使えますが、よりよい録音ならもっとよくなります。</translation>
    </message>
    <message>
        <source>SNR %1</source>
        <translation>SN比 %1</translation>
    </message>
    <message>
        <source>SNR unknown</source>
        <translation>SN比は不明</translation>
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
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>Not used. %1</source>
        <translation>使われていません。%1</translation>
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
    <name>timbre::ui::ComparePage</name>
    <message>
        <source>Sentence that both speak</source>
        <translation>両方が読み上げる文</translation>
    </message>
    <message>
        <source>The versions cannot be heard</source>
        <translation>バージョンを聴けません</translation>
    </message>
    <message>
        <source>Back to the voices (Esc)</source>
        <translation>ボイス一覧に戻る（Esc）</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>ブラインド</translation>
    </message>
    <message>
        <source>Blind: hide which is which</source>
        <translation>ブラインド：どちらがどれかを隠す</translation>
    </message>
    <message>
        <source>You hear this one</source>
        <translation>再生対象</translation>
    </message>
    <message>
        <source>Two versions of %1</source>
        <translation>「%1」の 2 つのバージョン</translation>
    </message>
    <message>
        <source>Both at %1 LUFS, for their peaks</source>
        <translation>ピークに合わせ、どちらも %1 LUFS</translation>
    </message>
    <message>
        <source>Level-matched to %1 LUFS</source>
        <translation>音量を %1 LUFS に統一</translation>
    </message>
    <message>
        <source>%1 · v%2</source>
        <translation>%1 · v%2</translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s), %1</source>
        <translation>
            <numerusform>録音 %n 件、%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>バージョン %1</translation>
    </message>
    <message>
        <source>Take A</source>
        <translation>A を選ぶ</translation>
    </message>
    <message>
        <source>Take B</source>
        <translation>B を選ぶ</translation>
    </message>
    <message>
        <source>Keep v%1</source>
        <translation>v%1 のまま使う</translation>
    </message>
    <message>
        <source>Use v%1</source>
        <translation>v%1 を使う</translation>
    </message>
    <message>
        <source>Go back to v%1</source>
        <translation>v%1 に戻す</translation>
    </message>
    <message>
        <source>Both are speaking the sentence…</source>
        <translation>両方がこの文を読み上げています…</translation>
    </message>
    <message>
        <source>Lines that are rendered keep their version.</source>
        <translation>生成済みの行は元のバージョンのままです。</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>こちらが上</translation>
    </message>
    <message>
        <source>Figures are hidden until you take one.</source>
        <translation>どちらかを選ぶまで数値は隠れます。</translation>
    </message>
    <message>
        <source>Like the recordings</source>
        <translation>録音との類似度</translation>
    </message>
    <message>
        <source>measured when it was made</source>
        <translation>作成時に測定</translation>
    </message>
    <message>
        <source>Like them in this sentence</source>
        <translation>この文での類似度</translation>
    </message>
    <message>
        <source>one sentence</source>
        <translation>一文のみ</translation>
    </message>
    <message>
        <source>SNR of the recordings</source>
        <translation>録音の SN比</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>Recordings like each other</source>
        <translation>録音どうしの類似度</translation>
    </message>
    <message>
        <source>Lines rendered</source>
        <translation>生成済みの行</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>they stay</source>
        <translation>そのまま残る</translation>
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
    <name>timbre::ui::ConsentBar</name>
    <message>
        <source>Recording and opening files wait for this.</source>
        <translation>チェックすると、録音やファイルの取り込みができます。</translation>
    </message>
    <message>
        <source>Stated on %1</source>
        <translation>%1 に表明</translation>
    </message>
    <message>
        <source>It is kept with every voice made from these recordings.</source>
        <translation>これらの録音から作るすべてのボイスに保存されます。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::CoverageMeter</name>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1／%2 行</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>seconds read of the goal</comment>
        <translation>%1／%2</translation>
    </message>
    <message>
        <source>Progress of the reading</source>
        <translation>朗読の進み具合</translation>
    </message>
    <message>
        <source>%1 of %2 sounds of the language</source>
        <translation>言語の音 %1／%2</translation>
    </message>
    <message>
        <source>Not said yet: %1</source>
        <translation>まだ読んでいない音：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::DeleteSheet</name>
    <message>
        <source>Delete %1?</source>
        <translation>「%1」を削除しますか？</translation>
    </message>
    <message>
        <source>What is deleted</source>
        <translation>削除されるもの</translation>
    </message>
    <message>
        <source>This cannot be undone. Type the name of the voice to delete it.</source>
        <translation>この操作は取り消せません。削除するにはボイスの名前を入力してください。</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>ボイスの名前</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Delete the voice</source>
        <translation>ボイスを削除</translation>
    </message>
    <message>
        <source>Looking at what belongs to it.</source>
        <translation>関連するものを調べています。</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n 個のバージョン</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s)</source>
        <translation>
            <numerusform>%n 件の録音</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 with %2 go from this computer, and with them these files (%3):</source>
        <translation>%1と%2がこのコンピューターから消えます。消えるファイル（%3）：</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are spoken by it, in: %1. They keep what is rendered and need another voice after that.</source>
        <translation>
            <numerusform>%n 行がこのボイスを使っています：%1。生成済みの音声は残りますが、その後は別のボイスが必要です。</numerusform>
        </translation>
    </message>
    <message>
        <source>All takes of the session it was recorded in go as well.</source>
        <translation>これを録音したときのテイクもすべて削除されます。</translation>
    </message>
    <message>
        <source>It is not known which scripts use it: %1</source>
        <translation>どの台本で使われているか分かりません：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::DevicePage</name>
    <message>
        <source>Device and models</source>
        <translation>機器とモデル</translation>
    </message>
    <message>
        <source>This takes effect when the studio is started again.</source>
        <translation>ソフトを起動し直すと有効になります。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度探す</translation>
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
        <translation>計算に使う機器</translation>
    </message>
    <message>
        <source>Memory for models</source>
        <translation>モデル用メモリー</translation>
    </message>
    <message>
        <source>What is kept loaded beyond that is put away and loaded again when needed. Automatic is half of the computer&apos;s memory.</source>
        <translation>これを超える分は片付けられ、必要なときに読み込み直します。「自動」はメモリーの半分です。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>このコンピューター</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>確認中…</translation>
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
    <name>timbre::ui::DraftBar</name>
    <message>
        <source>Correct the words</source>
        <translation>言葉を直す</translation>
    </message>
    <message>
        <source>The words are right</source>
        <translation>言葉は正しい</translation>
    </message>
    <message>
        <source>The words are a guess</source>
        <translation>言葉は推測です</translation>
    </message>
    <message>
        <source>Listen, and correct them or say that they are right: the line counts only then.</source>
        <translation>聞いて、直すか正しいと確認してください。そうして初めてこの行が数えられます。</translation>
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
    <name>timbre::ui::FileIntake</name>
    <message>
        <source>The files could not be taken in</source>
        <translation>ファイルを取り込めませんでした</translation>
    </message>
    <message>
        <source>The recordings could not be taken in</source>
        <translation>録音を取り込めませんでした</translation>
    </message>
    <message>
        <source>The slices could not be joined</source>
        <translation>断片をつなげませんでした</translation>
    </message>
</context>
<context>
    <name>timbre::ui::FirstRunCard</name>
    <message>
        <source>Language</source>
        <translation>言語（Language）</translation>
    </message>
    <message>
        <source>About 3 minutes. Nothing leaves this computer.</source>
        <translation>約 3 分。データはこのコンピューターの外に出ません。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>Read a script</source>
        <translation>台本を読む</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>録音を開く</translation>
    </message>
    <message>
        <source>WAV, MP3, M4A or a video; the best part is found for you</source>
        <translation>WAV、MP3、M4A、または動画。最もよい部分を自動で選びます</translation>
    </message>
    <message>
        <source>20 s or more</source>
        <translation>20 秒以上</translation>
    </message>
    <message>
        <source>Try a demo voice</source>
        <translation>サンプルのボイスを試す</translation>
    </message>
    <message>
        <source>Type a text and hear it now</source>
        <translation>文章を入力して、すぐに聴く</translation>
    </message>
    <message>
        <source>no recording</source>
        <translation>録音不要</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>機器</translation>
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
        <translation>この版は録音できません。</translation>
    </message>
    <message>
        <source>Tick the box below first.</source>
        <translation>先に下のチェックを入れてください。</translation>
    </message>
    <message>
        <source>This build brings no demo voice.</source>
        <translation>この版にサンプルのボイスはありません。</translation>
    </message>
    <message>
        <source>Something on this computer needs attention.</source>
        <translation>このコンピューターに確認が必要な点があります。</translation>
    </message>
    <message>
        <source>Looking at what this computer can do…</source>
        <translation>このコンピューターでできることを確認しています…</translation>
    </message>
    <message>
        <source>Ready. Make your first voice.</source>
        <translation>準備完了。最初のボイスを作りましょう。</translation>
    </message>
    <message>
        <source>Everything is ready. Make your first voice.</source>
        <translation>すべて準備できました。最初のボイスを作りましょう。</translation>
    </message>
    <message>
        <source>8 lines: about 60 s</source>
        <translation>8 行で約 60 秒</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ImportSheet</name>
    <message>
        <source>Files for the voice</source>
        <translation>ボイスに使うファイル</translation>
    </message>
    <message>
        <source>Progress of reading the files</source>
        <translation>ファイルの読み込み状況</translation>
    </message>
    <message>
        <source>Add to the reading</source>
        <translation>朗読に加える</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>%1 of %2 slices will be added.</source>
        <translation>%2 個中 %1 個の断片を加えます。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file, why it was refused</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>File that is shown</source>
        <translation>表示中のファイル</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be used.</source>
        <translation>
            <numerusform>%n 個は使えません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for words.</source>
        <translation>
            <numerusform>%n 個はまだ言葉がありません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) to be read.</source>
        <translation>
            <numerusform>%n 個の下書きを確認してください。</numerusform>
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
        <translation>%1 は長すぎるため、最初の %2 だけを取り込みます。</translation>
    </message>
    <message numerus="yes">
        <source>Listening to the file: %n slice(s) so far.</source>
        <translation>
            <numerusform>ファイルを聴いています：これまでに %n 個の断片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Listening to file %1 of %2: %n slice(s) so far.</source>
        <translation>
            <numerusform>%2 個中 %1 個目のファイルを聴いています：これまでに %n 個の断片。</numerusform>
        </translation>
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
        <translation>欄をクリックして、使いたいキーを押してください。ルームの一文字キーは、そのルームの表示中で文字を入力していないときに働きます。</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべて戻す</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>こちらに割り当てる</translation>
    </message>
    <message>
        <source>%1 already belongs to “%2”. Nothing was changed.</source>
        <translation>%1 はすでに「%2」に割り当てられています。変更していません。</translation>
    </message>
    <message>
        <source>Keys for “%1”</source>
        <translation>「%1」のキー</translation>
    </message>
    <message>
        <source>%1 in its room</source>
        <translation>ルーム内では %1</translation>
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
    <name>timbre::ui::LineLens</name>
    <message>
        <source>Click to play from there</source>
        <translation>クリックした所から再生</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>%1 行目</translation>
    </message>
    <message>
        <source>No line chosen</source>
        <translation>行が選ばれていません</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LinesModel</name>
    <message>
        <source>%1, %2</source>
        <comment>line to read, its state</comment>
        <translation>%1、%2</translation>
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
        <translation>静かな部屋の音を録る</translation>
    </message>
    <message>
        <source>Choose a script</source>
        <translation>台本を選ぶ</translation>
    </message>
    <message>
        <source>Make my voice</source>
        <translation>自分のボイスを作る</translation>
    </message>
    <message>
        <source>Reading script</source>
        <translation>読み上げ台本</translation>
    </message>
    <message>
        <source>Room tone</source>
        <translation>ルームトーン</translation>
    </message>
    <message>
        <source>Lines to read</source>
        <translation>読む行</translation>
    </message>
    <message>
        <source>Reading now</source>
        <translation>読み上げ中</translation>
    </message>
    <message>
        <source>Listening, please keep quiet</source>
        <translation>録っています。お静かに</translation>
    </message>
    <message>
        <source>%1 s · %2 dBFS</source>
        <translation>%1 秒 · %2 dBFS</translation>
    </message>
    <message>
        <source>Read your own sentences…</source>
        <translation>自分の文章を読む…</translation>
    </message>
    <message>
        <source>Open sound or video…</source>
        <translation>音声や動画を開く…</translation>
    </message>
    <message>
        <source>Begin a new reading</source>
        <translation>新しい朗読を始める</translation>
    </message>
    <message>
        <source>Not recorded yet</source>
        <translation>未録音</translation>
    </message>
    <message>
        <source>No engine here makes voices of this language. GPT-SoVITS does, with weights of your own: drop them into Voices.</source>
        <translation>この言語のボイスを録音から作れる音声エンジンがありません。お手持ちの GPT-SoVITS のモデルを「ボイス」にドロップすると作れます。</translation>
    </message>
    <message>
        <source>A voice of this language is made with GPT-SoVITS: the best line becomes its reference.</source>
        <translation>この言語のボイスは GPT-SoVITS で作ります。最も良い行が参照音声になります。</translation>
    </message>
    <message>
        <source>Earlier readings</source>
        <translation>以前の朗読</translation>
    </message>
    <message>
        <source>Correct the words</source>
        <translation>言葉を直す</translation>
    </message>
    <message>
        <source>The words are right</source>
        <translation>言葉は正しい</translation>
    </message>
    <message>
        <source>Delete this reading…</source>
        <translation>この朗読を削除…</translation>
    </message>
    <message>
        <source>A voice is being made from it; wait until it is ready.</source>
        <translation>この朗読からボイスを作成しています。できあがるまでお待ちください。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::LiveView</name>
    <message>
        <source>Live waveform and spectrogram</source>
        <translation>ライブ波形とスペクトログラム</translation>
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
        <translation>録音とその断片</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>拡大（+）</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>縮小（−）</translation>
    </message>
    <message>
        <source>Show all (0)</source>
        <translation>全体を表示（0）</translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>断片 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Slice %1 of %2, %3 to %4, kept</source>
        <translation>断片 %1／%2、%3 から %4、使用</translation>
    </message>
    <message>
        <source>Slice %1 of %2, %3 to %4, refused</source>
        <translation>断片 %1／%2、%3 から %4、不可</translation>
    </message>
    <message>
        <source>Slice %1 of %2, %3 to %4, left out</source>
        <translation>断片 %1 / %2、%3 から %4、除外</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MadeSheet</name>
    <message>
        <source>Chosen stretch: %1 to %2</source>
        <translation>選ばれた区間：%1 から %2</translation>
    </message>
    <message>
        <source>Make my voice</source>
        <translation>自分のボイスを作る</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of %1 will be used. What is the voice called?</source>
        <translation>
            <numerusform>%n 行（%1）を使います。ボイスの名前を入力してください。</numerusform>
        </translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>ボイスの名前</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Left out %1: %2</source>
        <comment>recording, why</comment>
        <translation>%1 は除外：%2</translation>
    </message>
    <message>
        <source>The voice is ready</source>
        <translation>ボイスができました</translation>
    </message>
    <message>
        <source>%1 of 5 stars</source>
        <translation>星 5 つ中 %1</translation>
    </message>
    <message>
        <source>%1 of 5 stars · %2 % alike</source>
        <translation>星 5 つ中 %1 · 類似度 %2 %</translation>
    </message>
    <message>
        <source>Clear recordings, enough of them, and a good likeness.</source>
        <translation>録音は明瞭で十分にあり、よく似ています。</translation>
    </message>
    <message>
        <source>Use in script</source>
        <translation>台本で使う</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>作業を続ける</translation>
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
        <translation>サンプルのボイスを開けませんでした</translation>
    </message>
    <message>
        <source>%1 speaks with v%2 now</source>
        <translation>「%1」は v%2 で話します</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back.</source>
        <translation>Ctrl+Z で元に戻せます。</translation>
    </message>
    <message numerus="yes">
        <source>%n sentence(s) made with v%1; they stay. Re-render?</source>
        <translation>
            <numerusform>%n 文が v%1 で作られています。そのまま残ります。作り直しますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Re-render</source>
        <translation>作り直す</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MakingSheet</name>
    <message>
        <source>Making %1</source>
        <translation>「%1」を作成中</translation>
    </message>
    <message>
        <source>You can go on working in other rooms; the voice appears when it is ready.</source>
        <translation>ほかのルームで作業を続けられます。ボイスはできると現れます。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Not used: %1. %2</source>
        <translation>不使用：%1。%2</translation>
    </message>
    <message>
        <source>Version %1, from %2 of recordings.</source>
        <translation>バージョン %1、%2 の録音から作成。</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>「%1」ができました</translation>
    </message>
    <message>
        <source>%1 could not be made</source>
        <translation>「%1」を作れませんでした</translation>
    </message>
    <message>
        <source>Nothing was stored; the recordings are as they were.</source>
        <translation>何も保存していません。録音は元のままです。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>作業を続ける</translation>
    </message>
</context>
<context>
    <name>timbre::ui::MemoryBar</name>
    <message>
        <source>Memory: %1 of %2 free</source>
        <translation>メモリー：%2 中 %1 が空き</translation>
    </message>
    <message>
        <source>Free %1</source>
        <translation>空き %1</translation>
    </message>
    <message>
        <source>The studio takes at most %1</source>
        <translation>このソフトの上限 %1</translation>
    </message>
    <message>
        <source>Main memory in use %1</source>
        <translation>メモリ使用中 %1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::NameSheet</name>
    <message>
        <source>Name of the voice</source>
        <translation>ボイスの名前</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
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
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>手順 %1／%2：%3</translation>
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
        <translation>読む行</translation>
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
    <name>timbre::ui::RecordBar</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1、%2 行目</translation>
    </message>
    <message>
        <source>/ line %1</source>
        <translation>/ %1 行目</translation>
    </message>
    <message>
        <source>Back 3 s and go on (Shift+D)</source>
        <translation>3 秒戻って続ける（Shift+D）</translation>
    </message>
    <message>
        <source>Listen (Space)</source>
        <translation>聴く（スペース）</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>前の行</translation>
    </message>
    <message>
        <source>Next line (Enter)</source>
        <translation>次の行（Enter）</translation>
    </message>
    <message>
        <source>keep, next</source>
        <translation>残して次へ</translation>
    </message>
    <message>
        <source>redo</source>
        <translation>続きから</translation>
    </message>
    <message>
        <source>Opening the recordings</source>
        <translation>録音を開いています</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>マイクなし</translation>
    </message>
    <message>
        <source>Waits for the permission</source>
        <translation>許可を待っています</translation>
    </message>
    <message>
        <source>Listening to the room</source>
        <translation>部屋の音を録っています</translation>
    </message>
    <message>
        <source>Pre-roll, goes on at %1</source>
        <translation>プリロール中、%1 から続けます</translation>
    </message>
    <message>
        <source>Pre-roll 3 s</source>
        <translation>プリロール 3 秒</translation>
    </message>
    <message>
        <source>Recording in a moment</source>
        <translation>まもなく録音します</translation>
    </message>
    <message>
        <source>Recording, on disk</source>
        <translation>録音中、ディスクに保存済み</translation>
    </message>
    <message>
        <source>Checking the take</source>
        <translation>テイクを確認中</translation>
    </message>
    <message>
        <source>Listening to take %1</source>
        <translation>テイク %1 を再生中</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>Stop (R)</source>
        <translation>停止（R）</translation>
    </message>
    <message>
        <source>Record (R)</source>
        <translation>録音（R）</translation>
    </message>
    <message>
        <source>State the permission first</source>
        <translation>先に許可を表明してください</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>録音</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>record</source>
        <translation>録音</translation>
    </message>
    <message>
        <source>Checking the words</source>
        <translation>言葉を確認しています</translation>
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
        <translation>録音を停止</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordRoom</name>
    <message>
        <source>Take %1 is deleted</source>
        <translation>テイク %1 を削除しました</translation>
    </message>
    <message>
        <source>Ctrl+Z brings it back.</source>
        <translation>Ctrl+Z で元に戻せます。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>The recordings are added</source>
        <translation>録音を加えました</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) came to the reading.</source>
        <translation>
            <numerusform>朗読に %n 行が加わりました。</numerusform>
        </translation>
    </message>
    <message>
        <source>New voice: %1</source>
        <translation>新しいボイス：%1</translation>
    </message>
    <message>
        <source>New voice</source>
        <translation>新しいボイス</translation>
    </message>
    <message>
        <source>Recording, on disk</source>
        <translation>録音中、ディスクに保存済み</translation>
    </message>
    <message>
        <source>Permission not stated yet</source>
        <translation>許可は未表明</translation>
    </message>
    <message>
        <source>Nothing recorded yet</source>
        <translation>まだ録音がありません</translation>
    </message>
    <message>
        <source>Consent recorded</source>
        <translation>許可を記録済み</translation>
    </message>
    <message>
        <source>Opening files waits for the permission</source>
        <translation>ファイルを開くには許可の表明が必要です</translation>
    </message>
    <message>
        <source>Tick the box above the line first.</source>
        <translation>先に行の上のチェックを入れてください。</translation>
    </message>
    <message>
        <source>There is no line to read: open files, or choose a script.</source>
        <translation>読む行がありません。ファイルを開くか、台本を選んでください。</translation>
    </message>
    <message>
        <source>Noise from outside</source>
        <translation>外からの雑音</translation>
    </message>
    <message>
        <source>A recording was rescued</source>
        <translation>録音を復旧しました</translation>
    </message>
    <message>
        <source>Line %1, %2: the program ended while it was recorded. Listen to it, or record the line again.</source>
        <translation>%1 行目、%2：録音中にプログラムが終了しました。聴いて確かめるか、この行を録り直してください。</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>聴く</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Open sound or video</source>
        <translation>音声や動画を開く</translation>
    </message>
    <message>
        <source>Sound, video and their words (*)</source>
        <translation>音声、動画とその文章 (*)</translation>
    </message>
    <message>
        <source>Read your own sentences</source>
        <translation>自分の文章を読む</translation>
    </message>
    <message>
        <source>Your own sentences</source>
        <translation>自分の文章</translation>
    </message>
    <message>
        <source>Twenty different sentences of five to fifteen words make a good voice.</source>
        <translation>5～15 語ほどの異なる文が 20 あれば、よいボイスになります。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Read these</source>
        <translation>これを読む</translation>
    </message>
    <message>
        <source>%1, recording again</source>
        <translation>%1、録り直し</translation>
    </message>
    <message>
        <source>No microphone found</source>
        <translation>マイクが見つかりません</translation>
    </message>
    <message>
        <source>Plug one in, or open a recording you already have.
The list updates by itself.</source>
        <translation>マイクをつなぐか、手元の録音を開いてください。
一覧は自動で更新されます。</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>録音を開く</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度探す</translation>
    </message>
    <message>
        <source>WAV, MP3, M4A, FLAC, or a video</source>
        <translation>WAV、MP3、M4A、FLAC、または動画</translation>
    </message>
    <message>
        <source>A new reading has begun</source>
        <translation>新しい朗読を始めました</translation>
    </message>
    <message>
        <source>The former one stays under “Earlier readings”.</source>
        <translation>前の朗読は「以前の朗読」に残っています。</translation>
    </message>
    <message>
        <source>%1: the program ended while it was recorded.</source>
        <translation>%1：録音中にプログラムが終了しました。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) wait(s) until you have read the words.</source>
        <translation>
            <numerusform>%n 行が下書きです。文章の確認を待っています。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Making %1 · %2</source>
        <translation>%1 を制作中 · %2</translation>
    </message>
    <message>
        <source>%1 could not be made</source>
        <translation>「%1」を作れませんでした</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>「%1」ができました</translation>
    </message>
    <message>
        <source>%1 of 5 stars</source>
        <translation>星 5 つ中 %1</translation>
    </message>
    <message>
        <source>Use in script</source>
        <translation>台本で使う</translation>
    </message>
    <message>
        <source>Type or paste sentences; each one becomes a line.</source>
        <translation>文を入力するか貼り付けてください。1 文が 1 行になります。</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) to read</source>
        <translation>
            <numerusform>読む行：%n</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete this reading?</source>
        <translation>この朗読を削除しますか？</translation>
    </message>
    <message numerus="yes">
        <source>%n recorded line(s) are deleted for good, with all their takes. Voices stay.</source>
        <translation>
            <numerusform>録音済みの %n 行と、そのすべてのテイクを完全に削除します。ボイスは残ります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Delete the reading</source>
        <translation>朗読を削除</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordSession</name>
    <message>
        <source>The take could not be played</source>
        <translation>テイクを再生できませんでした</translation>
    </message>
    <message>
        <source>The microphone went away. What was recorded is kept.</source>
        <translation>マイクが外れました。録音した分は残っています。</translation>
    </message>
    <message>
        <source>The recordings could not be opened</source>
        <translation>録音を開けませんでした</translation>
    </message>
    <message>
        <source>The recording could not be started</source>
        <translation>録音を始められませんでした</translation>
    </message>
    <message>
        <source>The take could not be kept</source>
        <translation>テイクを残せませんでした</translation>
    </message>
    <message>
        <source>The permission could not be stored</source>
        <translation>許可を保存できませんでした</translation>
    </message>
    <message>
        <source>The microphone cannot be heard</source>
        <translation>マイクの音を聴けません</translation>
    </message>
    <message>
        <source>The change could not be kept</source>
        <translation>変更を保存できませんでした</translation>
    </message>
    <message>
        <source>The room could not be listened to</source>
        <translation>部屋の音を聞き取れませんでした</translation>
    </message>
    <message>
        <source>The take is not whole. What was recorded is kept.</source>
        <translation>このテイクは途中までです。録音できた分は残っています。</translation>
    </message>
    <message>
        <source>Some recordings cannot be read</source>
        <translation>読み込めない録音があります</translation>
    </message>
    <message>
        <source>The words could not be stored</source>
        <translation>言葉を保存できませんでした</translation>
    </message>
    <message>
        <source>The reading could not be deleted</source>
        <translation>朗読を削除できませんでした</translation>
    </message>
    <message>
        <source>The words could not be checked</source>
        <translation>言葉を確認できませんでした</translation>
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
        <translation>%1 から %2、全体 %4 のうち %3</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RefusalBar</name>
    <message>
        <source>Record again</source>
        <translation>録り直す</translation>
    </message>
    <message>
        <source>Keep anyway</source>
        <translation>それでも残す</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>timbre::ui::RetakeBar</name>
    <message>
        <source>Keep the old one</source>
        <translation>前の録音を残す</translation>
    </message>
    <message>
        <source>Use new</source>
        <translation>新しい録音を使う</translation>
    </message>
    <message>
        <source>You hear the old one.</source>
        <translation>前の録音を再生中です。</translation>
    </message>
    <message>
        <source>You hear the new one.</source>
        <translation>新しい録音を再生中です。</translation>
    </message>
    <message>
        <source>The line of this recording is another one.</source>
        <translation>この録音の行は別の行です。</translation>
    </message>
    <message>
        <source>R records the line again; the old recording stays until the new one is used.</source>
        <translation>R でこの行を録り直します。新しい録音を使うまで、前の録音は残ります。</translation>
    </message>
    <message>
        <source>The new one is not good enough yet: record the line once more, or keep it anyway.</source>
        <translation>新しい録音はまだ十分ではありません。もう一度録音するか、そのまま残してください。</translation>
    </message>
    <message>
        <source>1 plays the old one, 2 the new one, both equally loud.</source>
        <translation>1 で前の録音、2 で新しい録音を同じ音量で再生します。</translation>
    </message>
    <message>
        <source>%1 v%2, recording %3 again</source>
        <translation>%1 v%2、録音 %3 の録り直し</translation>
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
        <translation>データはこのコンピューターの外に出ません</translation>
    </message>
    <message>
        <source>The studio never uses the network: no account, no updates by itself, no measurements. Recordings, voices and scripts are files in your folder.</source>
        <translation>このソフトはネットワークを一切使いません。アカウントも、自動更新も、利用状況の収集もありません。録音、ボイス、台本はあなたのフォルダーのファイルです。</translation>
    </message>
    <message>
        <source>Only voices you may use</source>
        <translation>使ってよい声だけを</translation>
    </message>
    <message>
        <source>Before a voice is recorded or opened you state that it is your own, or that you have its owner&apos;s permission. The sentence and its date are stored with the voice and travel with it when it is exported.</source>
        <translation>声を録音したり開いたりする前に、自分の声であること、または本人の許可があることを表明します。その文と日付はボイスとともに保存され、書き出しにも含まれます。</translation>
    </message>
    <message>
        <source>Permission statements</source>
        <translation>許可の表明</translation>
    </message>
    <message>
        <source>There is no voice yet.</source>
        <translation>ボイスはまだありません。</translation>
    </message>
    <message>
        <source>Permission stated on %1</source>
        <translation>%1 に許可を表明</translation>
    </message>
    <message>
        <source>No permission was stated</source>
        <translation>許可は表明されていません</translation>
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
        <source>The voice of this project is not on this computer</source>
        <translation>このプロジェクトのボイスはこのコンピューターにありません</translation>
    </message>
    <message>
        <source>First sound after %1 s</source>
        <translation>%1 秒で最初の音</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) · %1</source>
        <translation>
            <numerusform>%n 行 · %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptTools</name>
    <message>
        <source>Speak</source>
        <translation>読み上げ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Render changed (%1)</source>
        <translation>変更分を生成 (%1)</translation>
    </message>
    <message>
        <source>Render changed</source>
        <translation>変更分を生成</translation>
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
    <message>
        <source>Fetching the sound…</source>
        <translation>音声を読み込んでいます…</translation>
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
        <translation>機器とモデル</translation>
    </message>
    <message>
        <source>Sound in and out</source>
        <translation>音の入力と出力</translation>
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
        <translation>変更はすべて保存済み</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SliceRow</name>
    <message>
        <source>The best stretch of all: %1 to %2</source>
        <translation>最もよい区間：%1 から %2</translation>
    </message>
    <message>
        <source>Listen to the slice</source>
        <translation>この断片を聴く</translation>
    </message>
    <message>
        <source>Use slice %1</source>
        <translation>断片 %1 を使う</translation>
    </message>
    <message>
        <source>Words of slice %1</source>
        <translation>断片 %1 の文章</translation>
    </message>
    <message>
        <source>What is said here?</source>
        <translation>ここでは何と言っていますか？</translation>
    </message>
    <message>
        <source>%1 · %2 dB · type what is said, or it stays out</source>
        <translation>%1 · %2 dB · 話している内容を入力しないと使われません</translation>
    </message>
    <message>
        <source>%1 · %2 dB · holds the best stretch</source>
        <translation>%1 · %2 dB · 最もよい区間を含みます</translation>
    </message>
    <message>
        <source>%1 · %2 dB</source>
        <translation>%1 · %2 dB</translation>
    </message>
    <message>
        <source>%1 · Refused. %2</source>
        <comment>length, why</comment>
        <translation>%1 · 使えません。%2</translation>
    </message>
    <message>
        <source>%1 · %2 dB · Draft: correct the words, or press Enter if they are right</source>
        <translation>%1 · %2 dB · 下書き：言葉を直すか、正しければ Enter を押してください</translation>
    </message>
    <message>
        <source>%1 · %2 dB · From the script, by its order: see whether it is this line</source>
        <translation>%1 · %2 dB · 台本から順番で割り当て：この行かどうか確かめてください</translation>
    </message>
    <message>
        <source>%1 · %2 dB · from the script</source>
        <translation>%1 · %2 dB · 台本から</translation>
    </message>
    <message>
        <source>Join with the next slice</source>
        <translation>次の断片とつなげる</translation>
    </message>
    <message>
        <source>There is no slice behind this one.</source>
        <translation>これが最後の断片です。</translation>
    </message>
    <message>
        <source>The next slice is of another file.</source>
        <translation>次の断片は別のファイルのものです。</translation>
    </message>
    <message>
        <source>Together they would last longer than %1 s.</source>
        <translation>つなげると %1 秒を超えます。</translation>
    </message>
    <message>
        <source>All files must be heard first.</source>
        <translation>先にすべてのファイルを聞き終える必要があります。</translation>
    </message>
    <message>
        <source>Join slice %1 with the next</source>
        <translation>断片 %1 を次とつなげる</translation>
    </message>
</context>
<context>
    <name>timbre::ui::SoundPage</name>
    <message>
        <source>Sound in and out</source>
        <translation>音の入力と出力</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>マイク</translation>
    </message>
    <message>
        <source>What Record listens to. It may be changed there too.</source>
        <translation>「録音」で使うマイクです。そちらでも変更できます。</translation>
    </message>
    <message>
        <source>Loudspeaker or headphones</source>
        <translation>スピーカーまたはヘッドホン</translation>
    </message>
    <message>
        <source>Where everything is played, from the next sound on.</source>
        <translation>すべての音の再生先です。次の音から切り替わります。</translation>
    </message>
    <message>
        <source>Hear yourself while recording</source>
        <translation>録音中に自分の声を聴く</translation>
    </message>
    <message>
        <source>With headphones only: loudspeakers would be recorded too and howl.</source>
        <translation>ヘッドホン使用時のみ。スピーカーの音は録音に入り、ハウリングします。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度探す</translation>
    </message>
    <message>
        <source>As the system is set</source>
        <translation>システムの設定に従う</translation>
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
        <translation>星 5 つ中 %1</translation>
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
    <name>timbre::ui::StatusChip</name>
    <message>
        <source>What speech is made on</source>
        <translation>音声を何で計算しているか</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TagsEditor</name>
    <message>
        <source>Add a tag</source>
        <translation>タグを追加</translation>
    </message>
    <message>
        <source>Take the tag %1 away</source>
        <translation>タグ「%1」を外す</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TakeRow</name>
    <message>
        <source>Take %1, %2, signal to noise %3 dB, peak %4 dBFS, %5</source>
        <translation>テイク %1、%2、SN比 %3 dB、ピーク %4 dBFS、%5</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>テイク %1</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Use this take</source>
        <translation>このテイクを使う</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>聴く</translation>
    </message>
    <message>
        <source>Delete the take</source>
        <translation>テイクを削除</translation>
    </message>
    <message>
        <source>Checking the words</source>
        <translation>言葉を確認しています</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TakesList</name>
    <message>
        <source>Takes of line %1</source>
        <translation>%1 行目のテイク</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長さ</translation>
    </message>
    <message>
        <source>SNR</source>
        <translation>SN比</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>ピーク</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Takes of the line</source>
        <translation>この行のテイク</translation>
    </message>
</context>
<context>
    <name>timbre::ui::TallMeter</name>
    <message>
        <source>Microphone level</source>
        <translation>マイクのレベル</translation>
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
    <name>timbre::ui::TextIntake</name>
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
</context>
<context>
    <name>timbre::ui::Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>timbre::ui::ToolRow</name>
    <message>
        <source>Search voices</source>
        <translation>ボイスを検索</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Make a voice</source>
        <translation>ボイスを作る</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>自分の声</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>要改善</translation>
    </message>
    <message>
        <source>No proof</source>
        <translation>許可なし</translation>
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
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VersionRow</name>
    <message numerus="yes">
        <source>%n recording(s), %1</source>
        <translation>
            <numerusform>録音 %n 件、%1</numerusform>
        </translation>
    </message>
    <message>
        <source>No recordings of its own</source>
        <translation>独自の録音なし</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n line(s)</source>
        <translation>
            <numerusform>%1 · %n 行で使用</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %1: %2, %3</source>
        <translation>バージョン %1：%2、%3</translation>
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
        <translation>選ぶと、比べたり戻したりできます</translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message>
        <source>SNR %1</source>
        <translation>SN比 %1</translation>
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
<context>
    <name>timbre::ui::VoiceClips</name>
    <message>
        <source>Record it again</source>
        <translation>この行を録り直す</translation>
    </message>
    <message>
        <source>Record the chosen line again (R)</source>
        <translation>選んだ行を録り直す（R）</translation>
    </message>
    <message>
        <source>Recordings of v%1</source>
        <translation>v%1 の録音</translation>
    </message>
    <message>
        <source>Not used: %1. %2</source>
        <translation>不使用：%1。%2</translation>
    </message>
    <message>
        <source>The voice came without recordings.</source>
        <translation>このボイスに録音は付いていません。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceDeeds</name>
    <message>
        <source>Voice exported</source>
        <translation>ボイスを書き出しました</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>The voice keeps its name</source>
        <translation>ボイスの名前は変わりませんでした</translation>
    </message>
    <message>
        <source>The tags were not changed</source>
        <translation>タグは変更されませんでした</translation>
    </message>
    <message>
        <source>The version was not changed</source>
        <translation>バージョンは変更されませんでした</translation>
    </message>
    <message>
        <source>The voice was not exported</source>
        <translation>ボイスを書き出せませんでした</translation>
    </message>
    <message>
        <source>%1 was not imported</source>
        <translation>%1 を取り込めませんでした</translation>
    </message>
    <message>
        <source>%1 is in the library</source>
        <translation>「%1」をライブラリーに加えました</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) imported.</source>
        <translation>
            <numerusform>%n 個のバージョンを取り込みました。</numerusform>
        </translation>
    </message>
    <message>
        <source>It speaks as soon as these models are here: %1.</source>
        <translation>次のモデルがそろうと読み上げられます：%1。</translation>
    </message>
    <message>
        <source>The voice was not deleted</source>
        <translation>ボイスは削除されませんでした</translation>
    </message>
    <message>
        <source>%1 is deleted</source>
        <translation>「%1」を削除しました</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are gone, %1 are free.</source>
        <translation>
            <numerusform>%n 個のファイルが消え、%1 が空きました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceDetail</name>
    <message>
        <source>Where it is used</source>
        <translation>使われている場所</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Use in script</source>
        <translation>台本で使う</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>録り直す</translation>
    </message>
    <message>
        <source>Models of this voice are not on this computer: %1. Drop the files here.</source>
        <translation>このボイスのモデルがこのコンピューターにありません：%1。ファイルをここにドロップしてください。</translation>
    </message>
    <message>
        <source>Permission stated</source>
        <translation>許可を表明済み</translation>
    </message>
    <message>
        <source>No proof of right yet</source>
        <translation>許可の証明なし</translation>
    </message>
    <message>
        <source>In no script yet.</source>
        <translation>まだどの台本でも使われていません。</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n script(s)</source>
        <translation>
            <numerusform>台本 %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceHead</name>
    <message>
        <source>This is my own voice</source>
        <translation>これは自分の声です</translation>
    </message>
    <message>
        <source>Name of the voice</source>
        <translation>ボイスの名前</translation>
    </message>
    <message>
        <source>Type another name and press Enter</source>
        <translation>新しい名前を入力して Enter を押してください</translation>
    </message>
    <message>
        <source>Export, rename, delete</source>
        <translation>書き出し、名前の変更、削除</translation>
    </message>
    <message>
        <source>%1 · my voice</source>
        <translation>%1 · 自分の声</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceReference</name>
    <message>
        <source>Hear the reference</source>
        <translation>参照区間を聴く</translation>
    </message>
    <message>
        <source>Reference recording</source>
        <translation>参照録音</translation>
    </message>
    <message>
        <source>Reference: best %1 of %2</source>
        <translation>参照区間：%2中の最良 %1</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参照区間</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>「%1」</translation>
    </message>
    <message>
        <source>SNR %1</source>
        <translation>SN比 %1</translation>
    </message>
    <message>
        <source>Styles: %1</source>
        <translation>スタイル：%1</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceVersions</name>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Use v%1</source>
        <translation>v%1 を使う</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoicesGrid</name>
    <message>
        <source>Voices</source>
        <translation>ボイス</translation>
    </message>
    <message>
        <source>Hear the voice (Space)</source>
        <translation>ボイスを聴く（スペース）</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoicesModel</name>
    <message>
        <source>%1. %2. Stars: %3 of 5.</source>
        <translation>%1。%2。星 5 つ中 %3。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoicesRoom</name>
    <message>
        <source>No voice fits. Search for less, or choose All.</source>
        <translation>当てはまるボイスがありません。検索語を減らすか、「すべて」を選んでください。</translation>
    </message>
    <message>
        <source>No voice yet</source>
        <translation>ボイスはまだありません</translation>
    </message>
    <message>
        <source>Record a minute of your own voice, or bring a voice in. Everything stays on this computer.</source>
        <translation>自分の声を 1 分録音するか、ボイスを取り込んでください。すべてこのコンピューターに残ります。</translation>
    </message>
    <message>
        <source>Make a voice</source>
        <translation>ボイスを作る</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Drop a .timbrevoice, GPT-SoVITS weights (.ckpt, .pth) or a recording here.</source>
        <translation>.timbrevoice、GPT-SoVITS の重み（.ckpt、.pth）、録音をここにドロップできます。</translation>
    </message>
    <message>
        <source>%1 speaks with v%2 now</source>
        <translation>「%1」は v%2 で話します</translation>
    </message>
    <message>
        <source>What is rendered stays as it is. Ctrl+Z takes it back.</source>
        <translation>生成済みのものはそのままです。Ctrl+Z で元に戻せます。</translation>
    </message>
    <message>
        <source>The voice cannot be heard</source>
        <translation>ボイスを聴けません</translation>
    </message>
    <message>
        <source>The voices could not be listed</source>
        <translation>ボイスの一覧を作れませんでした</translation>
    </message>
    <message>
        <source>The files could not be read</source>
        <translation>ファイルを読み込めませんでした</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>ボイス</translation>
    </message>
    <message numerus="yes">
        <source>%n voice(s), on this computer alone</source>
        <translation>
            <numerusform>%n 個のボイス、このコンピューターのみに保存</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be used</source>
        <translation>%1 は使えません</translation>
    </message>
    <message>
        <source>%1 is nothing for a voice</source>
        <translation>%1 はボイスに使えません</translation>
    </message>
    <message>
        <source>%1, preview</source>
        <translation>「%1」の試聴</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出す…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Export the voice</source>
        <translation>ボイスを書き出す</translation>
    </message>
    <message>
        <source>Voices (*.timbrevoice)</source>
        <translation>ボイス (*.timbrevoice)</translation>
    </message>
    <message>
        <source>Import voices</source>
        <translation>ボイスを取り込む</translation>
    </message>
    <message>
        <source>Voices and weights (*.timbrevoice *.ckpt *.pth);;All files (*)</source>
        <translation>ボイスと重み (*.timbrevoice *.ckpt *.pth);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>A voice of this name is there already</source>
        <translation>同じ名前のボイスがあります</translation>
    </message>
    <message>
        <source>Give the one that comes in another name.</source>
        <translation>取り込むボイスに別の名前を付けてください。</translation>
    </message>
    <message>
        <source>%1 (2)</source>
        <translation>%1 (2)</translation>
    </message>
    <message>
        <source>Your voices will live here</source>
        <translation>あなたのボイスはここに並びます</translation>
    </message>
    <message>
        <source>%1 is ready</source>
        <translation>「%1」ができました</translation>
    </message>
    <message>
        <source>Version %1 stands in the room of voices.</source>
        <translation>バージョン %1 はボイスの部屋にあります。</translation>
    </message>
    <message>
        <source>%1 could not be made</source>
        <translation>「%1」を作れませんでした</translation>
    </message>
    <message>
        <source>%1 is being made</source>
        <translation>%1 を制作中です</translation>
    </message>
</context>
<context>
    <name>timbre::ui::VolumeControl</name>
    <message>
        <source>Mute</source>
        <translation>消音</translation>
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
        <translation>これらのファイルからボイスを作る</translation>
    </message>
    <message>
        <source>A recording of 3 to 10 seconds shows how the voice sounds. Choose one.</source>
        <translation>3～10 秒の録音が声の特徴を示します。一つ選んでください。</translation>
    </message>
    <message>
        <source>I have the permission of the person whose voice this is.</source>
        <translation>この声の本人の許可を得ています。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>GPT weights</source>
        <translation>GPT の重み</translation>
    </message>
    <message>
        <source>SoVITS weights</source>
        <translation>SoVITS の重み</translation>
    </message>
    <message>
        <source>Recordings, one for each way of speaking</source>
        <translation>録音（話し方ごとに一つ）</translation>
    </message>
    <message>
        <source>Add a recording…</source>
        <translation>録音を追加…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Make the voice</source>
        <translation>ボイスを作る</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The one that comes with the models</source>
        <translation>モデルに付属のもの</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>スタイル</translation>
    </message>
    <message>
        <source>What is said in it (better likeness)</source>
        <translation>話している内容（入れるとより似ます）</translation>
    </message>
    <message>
        <source>What is said in it</source>
        <translation>話している内容</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Recordings of the voice</source>
        <translation>ボイスの録音</translation>
    </message>
    <message>
        <source>Recordings (*.wav *.flac *.mp3 *.m4a *.ogg *.opus);;All files (*)</source>
        <translation>録音 (*.wav *.flac *.mp3 *.m4a *.ogg *.opus);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>The voice needs a name.</source>
        <translation>ボイスに名前が必要です。</translation>
    </message>
    <message>
        <source>The voice needs a recording.</source>
        <translation>ボイスに録音が必要です。</translation>
    </message>
    <message>
        <source>Each recording needs the name of its style.</source>
        <translation>録音ごとにスタイルの名前が必要です。</translation>
    </message>
    <message>
        <source>Without the permission no voice is made.</source>
        <translation>許可がなければボイスは作れません。</translation>
    </message>
</context>
<context>
    <name>timbre::ui::WordsEdit</name>
    <message>
        <source>What is said in the recording</source>
        <translation>録音で話されている言葉</translation>
    </message>
</context>
</TS>
