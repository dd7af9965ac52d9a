// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/html_entities.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/base/html_entities_table.h"
#include "core/base/utf8.h"

namespace timbre {
namespace {

TEST(HtmlEntities, NamesAndNumbers) {
    EXPECT_EQ(decodeHtmlEntities("a&nbsp;b &mdash; &eacute;&#8212;&#x2014;&#X41; &lt;&gt;&amp;&quot;&apos;"),
              "a\u00A0b — é——A <>&\"'");
}

TEST(HtmlEntities, AreReadOnce) { EXPECT_EQ(decodeHtmlEntities("&amp;lt; &amp;amp;"), "&lt; &amp;"); }

TEST(HtmlEntities, WhatIsNoneStays) {
    for (const std::string text : {"AT&T; R&D", "&unknown;", "&", "&;", "&#;", "&#x;", "&#xD800;", "&#1114112;", "&#12a;", "&lt", "&#-1;",
                                   "&NBSP;", "&toolongtobeanything;"}) {
        EXPECT_EQ(decodeHtmlEntities(text), text);
    }
}

TEST(HtmlEntities, ControlCharactersVanish) { EXPECT_EQ(decodeHtmlEntities("a&#0;b&#7;c&#10;d"), "abc\nd"); }

TEST(HtmlEntities, TheTableCanBeSearched) {
    EXPECT_EQ(kHtmlEntities.size(), 253U);
    EXPECT_TRUE(std::ranges::is_sorted(kHtmlEntities, {}, &HtmlEntity::name));
    for (const HtmlEntity& entity : kHtmlEntities) {
        std::string character;
        appendUtf8(character, entity.codePoint);
        EXPECT_EQ(decodeHtmlEntities("&" + std::string(entity.name) + ";"), character) << entity.name;
    }
}

}  // namespace
}  // namespace timbre
