// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/japanese_front_end.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/frontend/ja/kana.h"
#include "core/frontend/ja/letters.h"
#include "core/frontend/ja/prosody.h"
#include "core/frontend/ja/rewriting.h"
#include "core/frontend/ja/script.h"
#include "core/frontend/ja/spoken_words.h"

namespace timbre::frontend {

Result<std::shared_ptr<const JapaneseFrontEnd>> JapaneseFrontEnd::open(const std::filesystem::path& folder) {
    auto analyser = ja::OpenJTalk::open(folder);
    if (!analyser)
        return tl::unexpected(analyser.error());
    return std::shared_ptr<const JapaneseFrontEnd>(new JapaneseFrontEnd(std::move(*analyser)));
}

Result<PhoneText> JapaneseFrontEnd::phones(std::string_view utf8, const PhoneOptions& options) const {
    const std::u32string text = ja::withoutRepeatedMarks(ja::codePoints(utf8));
    PhoneText out{.normalised = ja::toUtf8(text)};
    const std::u32string letters = ja::asAnalysed(text);
    for (std::u32string_view rest = letters; !rest.empty();) {
        const std::size_t size = ja::speechAt(rest);
        if (size == 0) {
            const std::string phone = ja::phoneOfMark(rest.front());
            if (!phone.empty())
                out.phones.push_back(phone);
            rest.remove_prefix(1);
            continue;
        }
        auto spoken = ja::prosodicPhones(analyser_->analyse(ja::inFullWidth(rest.substr(0, size)), {}).parts);
        std::ranges::move(spoken.phones, std::back_inserter(out.phones));
        rest.remove_prefix(size);
    }
    replaceUnknown(options.set, out.phones);
    return out;
}

std::vector<Rewrite> JapaneseFrontEnd::rewrites(std::u32string_view text) const { return ja::rewritesOf(text); }

Result<PhoneText> JapaneseFrontEnd::speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions& options) const {
    const auto letters = ja::Letters::of(text, fixed);
    if (!letters)
        return tl::unexpected(letters.error());
    PhoneText out{.normalised = ja::toUtf8(text)};
    for (std::size_t at = 0; at < letters->letters.size();) {
        const std::size_t size = letters->speechAt(at);
        if (size == 0) {
            out.phones.push_back(ja::phoneOfMark(letters->letters[at++]));
            continue;
        }
        ja::appendSpeech(*analyser_, *letters, {at, at + size}, out);
        at += size;
    }
    replaceUnknown(options.set, out.phones);
    return out;
}

}  // namespace timbre::frontend
