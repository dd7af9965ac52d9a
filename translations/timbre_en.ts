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
            <numerusform>%n microphone found.</numerusform>
            <numerusform>%n microphones found.</numerusform>
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
