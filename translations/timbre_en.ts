<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Record</name>
    <message numerus="yes">
        <source>%n take(s)</source>
        <translation>
            <numerusform>%n take</numerusform>
            <numerusform>%n takes</numerusform>
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
        <source>Listening to the files: %n slice(s) so far.</source>
        <translation>
            <numerusform>Listening to the files: %n slice so far.</numerusform>
            <numerusform>Listening to the files: %n slices so far.</numerusform>
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
    <name>timbre::ui::RecordRoom</name>
    <message numerus="yes">
        <source>%n line(s) came to the reading.</source>
        <translation>
            <numerusform>%n line came to the reading.</numerusform>
            <numerusform>%n lines came to the reading.</numerusform>
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
</TS>
