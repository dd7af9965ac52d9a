// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/japanese_front_end.h"

#include <algorithm>
#include <string>

#include "core/frontend/ja/kana.h"
#include "core/frontend/ja/prosody.h"
#include "core/frontend/ja/script.h"

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

}  // namespace timbre::frontend
