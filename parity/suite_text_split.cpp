// SPDX-License-Identifier: GPL-3.0-or-later
// Every column of text_split.json.
#include "core/text/gpt_sovits_split.h"
#include "parity/json_fields.h"
#include "parity/suite.h"
#include "parity/text_table.h"

namespace timbre::parity {

namespace {

/// The result, or the exception that the reference raises where ours is an error.
template <typename T>
std::string jsonOrException(const Result<T>& result, const char* exception) {
    return result ? jsonOf(*result) : jsonOf("EXC " + std::string(exception));
}

class TextSplitSuite final : public Suite {
  public:
    [[nodiscard]] std::string file() const override { return kTextTableFile; }

    [[nodiscard]] Result<std::vector<Computed>> compute(const GoldenSet& set, Device /*device*/) const override {
        std::vector<Computed> results;
        const std::vector<TextInput> texts = set.texts();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto add = [&](const std::string& column, std::string json) {
                results.push_back({kTextTableFile, textCaseName(i, column), std::move(json)});
            };
            const auto& [language, text] = texts[i];
            add("replace_consecutive_punctuation", jsonOf(gptsovits::collapsePunctuation(text)));
            add("split", jsonOrException(gptsovits::splitAtMarks(text), "IndexError"));
            for (const auto& [method, name] : gptsovits::kCutMethodNames) {
                const auto pieces = gptsovits::preSegment(text, language, method);
                add("cuts." + std::string(name), jsonOrException(gptsovits::cut(text, method), "IndexError"));
                add("pre_seg_text." + std::string(name), jsonOrException(pieces, "ValueError"));
            }
        }
        return results;
    }
};

}  // namespace

Suites makeTextSplitSuites() {
    Suites suites;
    suites.push_back(std::make_unique<TextSplitSuite>());
    return suites;
}

}  // namespace timbre::parity
