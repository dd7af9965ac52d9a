<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Machine</name>
    <message numerus="yes">
        <source>Processor, %n thread(s)</source>
        <translation>
            <numerusform>Processor, %n thread</numerusform>
            <numerusform>Processor, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found.</source>
        <translation>
            <numerusform>%n found.</numerusform>
            <numerusform>%n found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message numerus="yes">
        <source>%n take(s)</source>
        <translation>
            <numerusform>%n take</numerusform>
            <numerusform>%n takes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading of %1 · %n line(s)</source>
        <translation>
            <numerusform>Reading of %1 · %n line</numerusform>
            <numerusform>Reading of %1 · %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The words of %n line(s) are still being checked.</source>
        <translation>
            <numerusform>The words of %n line are still being checked.</numerusform>
            <numerusform>The words of %n lines are still being checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::CardDelegate</name>
    <message numerus="yes">
        <source>%n style(s)</source>
        <translation>
            <numerusform>%n style</numerusform>
            <numerusform>%n styles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::ComparePage</name>
    <message numerus="yes">
        <source>%n recording(s), %1</source>
        <translation>
            <numerusform>%n recording, %1</numerusform>
            <numerusform>%n recordings, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::DeleteSheet</name>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s)</source>
        <translation>
            <numerusform>%n recording</numerusform>
            <numerusform>%n recordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are spoken by it, in: %1. They keep what is rendered and need another voice after that.</source>
        <translation>
            <numerusform>%n line is spoken by it, in: %1. It keeps what is rendered and needs another voice after that.</numerusform>
            <numerusform>%n lines are spoken by it, in: %1. They keep what is rendered and need another voice after that.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::ExportFlow</name>
    <message numerus="yes">
        <source>%n line(s) could not be spoken and were left out.</source>
        <translation>
            <numerusform>%n line could not be spoken and was left out.</numerusform>
            <numerusform>%n lines could not be spoken and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::ImportSheet</name>
    <message numerus="yes">
        <source>%n cannot be used.</source>
        <translation>
            <numerusform>%n cannot be used.</numerusform>
            <numerusform>%n cannot be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for words.</source>
        <translation>
            <numerusform>%n waits for words.</numerusform>
            <numerusform>%n wait for words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) to be read.</source>
        <translation>
            <numerusform>%n draft to be read.</numerusform>
            <numerusform>%n drafts to be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Listening to the file: %n slice(s) so far.</source>
        <translation>
            <numerusform>Listening to the file: %n slice so far.</numerusform>
            <numerusform>Listening to the file: %n slices so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Listening to file %1 of %2: %n slice(s) so far.</source>
        <translation>
            <numerusform>Listening to file %1 of %2: %n slice so far.</numerusform>
            <numerusform>Listening to file %1 of %2: %n slices so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::LongWave</name>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n slice</numerusform>
            <numerusform>%n slices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::MadeSheet</name>
    <message numerus="yes">
        <source>%n line(s) of %1 will be used. What is the voice called?</source>
        <translation>
            <numerusform>%n line of %1 will be used. What is the voice called?</numerusform>
            <numerusform>%n lines of %1 will be used. What is the voice called?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n sentence(s) made with v%1; they stay. Re-render?</source>
        <translation>
            <numerusform>%n sentence made with v%1; it stays. Re-render?</numerusform>
            <numerusform>%n sentences made with v%1; they stay. Re-render?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::RecordRoom</name>
    <message numerus="yes">
        <source>%n line(s) came to the reading.</source>
        <translation>
            <numerusform>%n line came to the reading.</numerusform>
            <numerusform>%n lines came to the reading.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) wait(s) until you have read the words.</source>
        <translation>
            <numerusform>%n line waits until you have read the words.</numerusform>
            <numerusform>%n lines wait until you have read the words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) to read</source>
        <translation>
            <numerusform>%n line to read</numerusform>
            <numerusform>%n lines to read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recorded line(s) are deleted for good, with all their takes. Voices stay.</source>
        <translation>
            <numerusform>%n recorded line is deleted for good, with all its takes. Voices stay.</numerusform>
            <numerusform>%n recorded lines are deleted for good, with all their takes. Voices stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::ScriptRoom</name>
    <message numerus="yes">
        <source>%n line(s) · %1</source>
        <translation>
            <numerusform>%n line · %1</numerusform>
            <numerusform>%n lines · %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VersionRow</name>
    <message numerus="yes">
        <source>%n recording(s), %1</source>
        <translation>
            <numerusform>%n recording, %1</numerusform>
            <numerusform>%n recordings, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n line(s)</source>
        <translation>
            <numerusform>%1 · %n line</numerusform>
            <numerusform>%1 · %n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceDeeds</name>
    <message numerus="yes">
        <source>%n version(s) imported.</source>
        <translation>
            <numerusform>%n version imported.</numerusform>
            <numerusform>%n versions imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are gone, %1 are free.</source>
        <translation>
            <numerusform>%n file is gone, %1 are free.</numerusform>
            <numerusform>%n files are gone, %1 are free.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoiceDetail</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n script(s)</source>
        <translation>
            <numerusform>%n script</numerusform>
            <numerusform>%n scripts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>timbre::ui::VoicesRoom</name>
    <message numerus="yes">
        <source>%n voice(s), on this computer alone</source>
        <translation>
            <numerusform>%n voice, on this computer alone</numerusform>
            <numerusform>%n voices, on this computer alone</numerusform>
        </translation>
    </message>
</context>
</TS>
