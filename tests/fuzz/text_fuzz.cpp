// SPDX-License-Identifier: GPL-3.0-or-later
// text-fuzz [--count N] [--seed S] [--corpus DIR] [--data DIR] [--of SUBJECT] [--only I]
// Reads hostile texts, made by seeds from the lines of DIR/*.txt, and fails at the first that crashes, hangs, gives phones
// that do not fit, loses letters or is refused without a word. N texts for each subject: each language that is installed
// ("zh"), the rules without dictionaries ("split", "cut" ...); and N / 5 for each mode of texts of several languages
// ("mode:auto").
// DIR/found.txt holds texts that broke something once, escaped; they are read first. --data: folder of the .tfd files.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/base/utf8.h"
#include "core/frontend/installed_languages.h"
#include "core/text/gpt_sovits_split.h"
#include "tests/fuzz/fuzz_frame.h"
#include "tests/fuzz/text_checks.h"
#include "tests/fuzz/text_mutation.h"

namespace timbre::test {
namespace {

using namespace frontend;
using Random = std::mt19937_64;

/// What texts are given to. `read` throws nothing and says what is wrong; `random` decides about options and readings.
struct Subject {
    std::string name;
    std::string language;  ///< Whose lines are taken more often.
    std::function<Complaint(const std::string& text, Random& random)> read;
    std::uint64_t share = 1;  ///< One text of so many.
};

/// The languages are read by themselves already, and there are eleven modes.
constexpr std::uint64_t kModeShare = 5;

/// Counts by name, for the report.
std::map<std::string, std::uint64_t> outcomes;

std::vector<PhoneOptions> allOptions() {
    std::vector<PhoneOptions> all;
    for (const auto set : {PhoneSet::V1, PhoneSet::V2})
        for (const auto reading : {Reading::Compatible, Reading::Corrected})
            for (const auto polyphones : {Polyphones::ByWord, Polyphones::BySentence})
                all.push_back({.set = set, .reading = reading, .polyphones = polyphones});
    return all;
}

template <typename T>
Complaint checked(const Result<T>& result, const std::string& what, const std::function<Complaint(const T&)>& check) {
    Complaint wrong = result ? check(*result) : checkError(result.error());
    ++outcomes[what + (result ? ": read" : ": refused")];
    return wrong.empty() ? wrong : what + ": " + wrong;
}

/// Another code point somewhere.
std::string damaged(const std::string& reading, Random& random) {
    std::u32string points = codePoints(reading);
    const char32_t c = random() % 2 == 0 ? U'!' + static_cast<char32_t>(random() % 90) : U'\u00A1' + static_cast<char32_t>(random() % 0xD000);
    points.insert(random() % (points.size() + 1), 1, c);
    std::string utf8;
    for (const char32_t point : points)
        appendUtf8(utf8, point);
    return utf8;
}

/// Nothing but blanks, fillers and conjoining, old and half-width letters.
bool isOldHangul(const std::string& reading) {
    const auto isOld = [](char32_t c) {
        return c == U' ' || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3164 && c <= 0x318E) || (c >= 0xA960 && c <= 0xA97F) ||
               (c >= 0xD7B0 && c <= 0xD7FF) || (c >= 0xFFA0 && c <= 0xFFDC);
    };
    return std::ranges::all_of(codePoints(reading), isOld);
}

constexpr std::size_t kLongestOwnReading = 200;  // bytes

/// Readings for some words of a text: their own, others of theirs, or any.
std::vector<FixedReading> someReadings(const PhoneText& spoken, std::size_t textSize, Random& random, bool own) {
    std::vector<FixedReading> fixed;
    std::size_t behind = 0;
    for (const SpokenWord& word : spoken.words) {
        if (random() % 3 != 0 || word.reading.empty())
            continue;
        // A row of digits may be a word longer than anybody gives a reading for, and a lone ー lengthens the word before.
        if (own && (word.reading.size() > kLongestOwnReading || word.reading.starts_with("ー")))
            continue;
        // Fillers and letters of old Hangul alone have no sound, so nobody writes a reading with them.
        if (own && isOldHangul(word.reading))
            continue;
        // 卅 and some units have two syllables in Cantonese, and readings by hand have one for each character.
        const bool small = std::ranges::none_of(word.reading, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (own && small && static_cast<std::size_t>(std::ranges::count(word.reading, ' ')) >= word.end - word.begin)
            continue;
        std::size_t begin = word.begin;
        std::size_t end = word.end;
        std::string reading = word.reading;
        if (!own) {
            if (!word.alternatives.empty() && random() % 2 == 0)
                reading = word.alternatives[random() % word.alternatives.size()];
            if (random() % 8 == 0)
                reading = spoken.words[random() % spoken.words.size()].reading;
            if (random() % 16 == 0)
                reading = damaged(reading, random);
            if (random() % 32 == 0)
                begin -= std::min<std::size_t>(begin - behind, random() % 3);
            if (random() % 32 == 0)
                end = std::min(end + random() % 3, textSize);
        }
        if (begin < behind || begin >= end)
            continue;
        fixed.push_back({begin, end, std::move(reading)});
        behind = fixed.back().end;
    }
    return fixed;
}

Complaint readByLanguage(const LanguageFrontEnd& language, const std::string& text, Random& random) {
    static const std::vector<PhoneOptions> kOptions = allOptions();
    const std::u32string points = codePoints(text);
    const PhoneOptions compatible = kOptions[random() % kOptions.size() & ~std::size_t{2}];
    PhoneOptions corrected = compatible;
    corrected.reading = Reading::Corrected;
    for (const PhoneOptions& options : {compatible, corrected}) {
        const char* const name = options.reading == Reading::Compatible ? "compatible" : "corrected";
        // A language alone answers with symbols of either set; the mixed front end knows which are missing.
        const PhoneSet set = PhoneSet::V2;
        Complaint wrong = checked<PhoneText>(language.phones(text, options), name,
                                             [&](const PhoneText& spoken) { return checkPhones(spoken, set, points.size()); });
        if (!wrong.empty())
            return wrong;
    }
    if (Complaint wrong = checkRewrites(language.rewrites(points), points.size()); !wrong.empty())
        return wrong;
    const auto plain = language.speak(points, {}, corrected);
    Complaint wrong = checked<PhoneText>(
        plain, "speak", [&](const PhoneText& spoken) { return checkPhones(spoken, PhoneSet::V2, points.size()); });
    if (!wrong.empty() || !plain || plain->words.empty())
        return wrong;
    const auto own = someReadings(*plain, points.size(), random, true);
    const auto again = language.speak(points, own, corrected);
    if (!again)
        return "a word's own reading is refused: " + again.error().message();
    const auto any = someReadings(*plain, points.size(), random, false);
    // Readings for parts of words and across marks need not become words of their own; they must do no harm.
    const auto sound = [&](std::span<const FixedReading> fixed) {
        return [&points, fixed](const PhoneText& spoken) {
            Complaint bad = checkPhones(spoken, PhoneSet::V2, points.size());
            return bad.empty() ? checkFixed(spoken, fixed) : bad;
        };
    };
    wrong = checked<PhoneText>(again, "speak with own readings", sound(own));
    return wrong.empty() ? checked<PhoneText>(language.speak(points, any, corrected), "speak with any readings", sound({}))
                         : wrong;
}

std::vector<GivenReading> someReadings(const SpokenText& spoken, const std::string& text, Random& random) {
    std::vector<GivenReading> given;
    for (const ReadWord& word : spoken.words) {
        if (random() % 4 != 0)
            continue;
        GivenReading one{word.beginByte, word.endByte, word.reading};
        if (!word.alternatives.empty() && random() % 2 == 0)
            one.reading = word.alternatives[random() % word.alternatives.size()];
        if (random() % 24 == 0)
            one.reading = spoken.words[random() % spoken.words.size()].spoken;
        if (random() % 48 == 0)
            one.endByte += random() % 4;
        if (random() % 48 == 0)
            one = {random() % (text.size() + 2), random() % (text.size() + 2), "ni3 hao3"};
        given.push_back(std::move(one));
    }
    return given;
}

Complaint readByMode(const TextFrontEnd& front, LanguageMode mode, const std::string& text, Random& random) {
    static const std::vector<PhoneOptions> kOptions = allOptions();
    const PhoneOptions compatible = kOptions[random() % kOptions.size() & ~std::size_t{2}];
    PhoneOptions corrected = compatible;
    corrected.reading = Reading::Corrected;
    const auto sound = [&](const SpokenText& spoken) { return checkSpoken(spoken, compatible.set, text); };
    Complaint wrong = checkSegments(text, mode);
    if (wrong.empty())
        wrong = checked<SpokenText>(front.phones(text, mode, compatible), "compatible", sound);
    if (!wrong.empty())
        return wrong;
    const auto spoken = front.phones(text, mode, corrected);
    wrong = checked<SpokenText>(spoken, "corrected", sound);
    if (!wrong.empty() || !spoken)
        return wrong;
    const auto given = someReadings(*spoken, text, random);
    wrong = checked<SpokenText>(front.read(text, mode, given, corrected), "with readings", sound);
    if (wrong.empty())
        wrong = checked<TextInWords>(front.inWords(text, mode, given), "in words",
                                     [&](const TextInWords& words) { return checkInWords(words, text); });
    return wrong;
}

/// @param frontEnd  outlives the subjects.
std::vector<Subject> subjects(const TextFrontEnd& frontEnd) {
    std::vector<Subject> all;
    for (const Language language : kLanguages) {
        const std::string code(languageCode(language));
        const auto& reader = frontEnd.reader(language);
        if (!reader) {
            std::printf("%s is left out: %s\n", code.c_str(), reader.error().message().c_str());
            continue;
        }
        all.push_back({code, code, [reader = *reader](const std::string& text, Random& random) {
                           return readByLanguage(*reader, text, random);
                       }});
    }
    if (all.size() == kLanguages.size())
        for (const auto& [mode, name] : kLanguageModeNames) {
            const std::string own = name.starts_with("all_") ? std::string(name.substr(4)) : std::string(name);
            all.push_back({"mode:" + std::string(name), own.starts_with("auto") ? "mixed" : own,
                           [&frontEnd, mode = mode](const std::string& text, Random& random) {
                               return readByMode(frontEnd, mode, text, random);
                           },
                           kModeShare});
        }
    all.push_back({"split", "mixed", [](const std::string& text, Random& random) {
                       const std::size_t limit = random() % 3 == 0 ? 20 + random() % 100 : 300;
                       return checkSentences(text, {.maximumCharacters = limit, .atSemicolons = random() % 2 == 0});
                   }});
    all.push_back({"cut", "zh", [](const std::string& text, Random& /*random*/) { return checkCuts(text); }});
    all.push_back({"markup", "mixed", [](const std::string& text, Random& /*random*/) { return checkMarkup(text); }});
    all.push_back({"lexicon", "mixed", [](const std::string& text, Random& random) {
                       return checkLexicon(text, std::string_view(text).substr(random() % (text.size() + 1)));
                   }});
    return all;
}

/// Of the processor, so that other programs do not count.
double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

class Fuzz {
  public:
    Fuzz(FuzzOptions options, TextCorpus corpus, std::vector<Subject> subjects)
        : options_(std::move(options)), corpus_(std::move(corpus)), subjects_(std::move(subjects)) {}

    int run() {
        for (const Subject& subject : subjects_) {
            if (!options_.of.empty() && subject.name != options_.of)
                continue;
            if (!runSubject(subject))
                return EXIT_FAILURE;
        }
        return EXIT_SUCCESS;
    }

  private:
    bool runSubject(const Subject& subject) {
        slowestMs_ = 0.0;
        slowestText_.clear();
        outcomes.clear();
        const double start = processorSeconds();
        if (!options_.only)
            for (std::size_t i = 0; i < corpus_.found.size(); ++i)
                if (!runCase(subject, "found " + std::to_string(i), corpus_.found[i], i))
                    return false;
        const TextMutator mutator(corpus_, subject.language);
        const std::uint64_t last = options_.only ? options_.last() : options_.last() / subject.share;
        for (std::uint64_t i = options_.first(); i < last; ++i)
            if (!runCase(subject, "case " + std::to_string(i), mutator.text(options_.seedOf(i)), options_.seedOf(i)))
                return false;
        report(subject, processorSeconds() - start);
        return true;
    }

    bool runCase(const Subject& subject, const std::string& name, const std::string& text, std::uint64_t seed) {
        const std::string present = subject.name + " " + name;
        const double start = processorSeconds();
        Random random(seed);
        Complaint wrong;
        {
            const HangGuard guard("text-fuzz", present + ", " + std::to_string(text.size()) + " bytes,");
            wrong = subject.read(text, random);
        }
        const double tookMs = (processorSeconds() - start) * 1000.0;
        if (tookMs > slowestMs_) {
            slowestMs_ = tookMs;
            slowestText_ = name + ", " + std::to_string(text.size()) + " bytes: " + escaped(text.substr(0, 60));
        }
        if (wrong.empty())
            return true;
        std::fprintf(stderr, "text-fuzz: %s: %s\n%s\n", present.c_str(), wrong.c_str(), escaped(text).c_str());
        return false;
    }

    void report(const Subject& subject, double seconds) const {
        std::printf("%s: %.1f s, slowest %.1f ms (%s)\n", subject.name.c_str(), seconds,
                    slowestMs_, slowestText_.c_str());
        for (const auto& [outcome, count] : outcomes)
            std::printf("%10llu  %s\n", static_cast<unsigned long long>(count), outcome.c_str());
        std::fflush(stdout);
    }

    FuzzOptions options_;
    TextCorpus corpus_;
    std::vector<Subject> subjects_;
    double slowestMs_ = 0.0;
    std::string slowestText_;
};

}  // namespace
}  // namespace timbre::test

int main(int count, char** words) {
    const auto options = timbre::test::parseFuzzOptions({words + 1, words + count});
    if (!options) {
        std::fputs("usage: text-fuzz [--count N] [--seed S] [--corpus DIR] [--data DIR] [--of SUBJECT] [--only I]\n", stderr);
        return EXIT_FAILURE;
    }
    const auto frontEnd = timbre::frontend::openInstalledLanguages(options->data);
    return timbre::test::Fuzz(*options, timbre::test::readTextCorpus(options->corpus), timbre::test::subjects(frontEnd)).run();
}
