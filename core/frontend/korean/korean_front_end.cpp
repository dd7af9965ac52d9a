// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/korean_front_end.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/utf8.h"
#include "core/frontend/hash_index.h"
#include "core/frontend/korean/jamo.h"
#include "core/frontend/korean/letters.h"
#include "core/frontend/korean/marks.h"
#include "core/frontend/korean/numbers.h"

namespace timbre::frontend {

namespace {

using Text = std::u32string;

/// The text's characters, with Latin letters by their names.
Text decoded(std::string_view utf8) {
    Text text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = decodeUtf8(utf8, at);
        if (const auto name = korean::letterName(c); !name.empty())
            text += name;
        else
            text.push_back(korean::isMark(c) ? kReplacementCharacter : c);
    }
    return text;
}

}  // namespace

Result<std::shared_ptr<const KoreanFrontEnd>> KoreanFrontEnd::open(const std::filesystem::path& dataFile) {
    auto file = DataFile::open(dataFile);
    if (!file)
        return tl::unexpected(file.error());
    const auto written = StringTable::open(*file, "idiom.written");
    const auto sounds = korean::SoundRules::open(*file);
    if (!written || !sounds)
        return tl::unexpected(!written ? written.error() : sounds.error());
    const auto read = stringsOf(*file, "idiom.read", written->size());
    if (!read)
        return tl::unexpected(read.error());
    std::shared_ptr<KoreanFrontEnd> korean(new KoreanFrontEnd(std::move(*file)));
    korean->written_ = *written;
    korean->read_ = *read;
    korean->sounds_ = *sounds;
    return korean;
}

Text KoreanFrontEnd::withIdioms(Text text) const {
    std::string utf8;
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    bool changed = false;
    for (std::size_t idiom = 0; idiom < written_.size(); ++idiom) {
        const std::string_view from = written_[idiom];
        std::size_t at = from.empty() ? std::string::npos : utf8.find(from);
        if (at == std::string::npos)
            continue;
        std::string out;
        std::size_t copied = 0;
        for (; at != std::string::npos; at = utf8.find(from, copied)) {
            out.append(utf8, copied, at - copied).append(read_[idiom]);
            copied = at + from.size();
        }
        utf8 = out.append(utf8, copied);
        changed = true;
    }
    if (!changed)
        return text;
    text.clear();
    for (std::size_t at = 0; at < utf8.size();)
        text.push_back(decodeUtf8(utf8, at));
    return text;
}

Result<PhoneText> KoreanFrontEnd::phones(std::string_view utf8, const PhoneOptions& options) const {
    const auto spelled = korean::spellNumbers(korean::marked(withIdioms(decoded(utf8))), options.reading);
    if (!spelled)
        return tl::unexpected(spelled.error());
    Text letters;
    letters.reserve(2 * spelled->size());
    for (const char32_t letter : korean::withSilentLeads(sounds_.apply(korean::decomposed(*spelled))))
        korean::appendStanding(letter, letters);
    korean::correctRieul(letters);
    korean::endWithStop(letters);
    PhoneText result;
    result.normalised.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();)  // As it was written, without what is not UTF-8.
        appendUtf8(result.normalised, decodeUtf8(utf8, at));
    result.phones.reserve(letters.size());
    std::ranges::transform(letters, std::back_inserter(result.phones), korean::phoneOf);
    return result;
}

}  // namespace timbre::frontend
