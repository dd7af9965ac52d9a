// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/letter_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/frontend/english/word_set.h"

namespace timbre::frontend::english {

bool isSaidAsWord(std::string_view caps) {
    return isOneOf<"AIDS AWOL ASCII ASEAN BIOS BRICS CAPTCHA COBOL COVID DARPA DEFCON DOGE EBITDA EPCOT FEMA FIFA FOMO GAAP GATT "
                   "HIPAA HUMVEE IKEA INTERPOL JPEG JSON LASER LEGO LIDAR MENSA MERS MIDI MOMA MOOC NABISCO NAFTA NASA NASCAR "
                   "NASDAQ NATO NERF NIMBY NOAA OLED OPEC OSHA OXFAM PETA PIXAR POTUS RADAR RICO SARS SCOTUS SCUBA SEGA SONAR SWAT "
                   "TASER TEFL TIFF TOEFL UEFA UNESCO UNICEF UNIX YAML YOLO">(caps);
}

bool isShortSaidAsWord(std::string_view caps) {
    return isOneOf<"BIC CAD CAM DOS FAT GAN GIF LAN MAC MEG MOD PIN POP RAM ROM SIM SPA VAT WAN ZIP">(caps);
}

bool isEmphasised(std::string_view caps) {
    return isOneOf<"ALL AND ANY ARE ASK BAD BIG BUT BUY CAN DAY DID END FAR FOR FUN GET GOT HAD HAS HER HIM HIS HOT HOW ITS LET LOT MAN "
                   "MAY NEW NOT NOW OFF OLD ONE OUR OUT OWN PUT RED RUN SAY SEE SHE SIX TEN THE TOO TOP TRY TWO USE WAS WAY WHO WHY "
                   "WIN YES YET YOU IS IN ON NO SO TO DO GO BE BY AT AN AS OF OR IF ME MY WE HE UP">(caps);
}

bool isSpelledWhenSmall(std::string_view small) {
    return isOneOf<"asap btw ceo cfo cpu cto diy dvd faq faqs fbi fyi gps gpt gpu html http https kpi lgbt mvp nba nfl ngo npc omg "
                   "pdf pdfs phd rgb rpg rsvp seo sms sql tv tvs url urls usb vip vips vpn">(small);
}

std::string_view expansionOf(std::string_view caps) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 30> expansions{{
        {"AKA", "also known as"},
        {"ASAP", "as soon as possible"},
        {"ATM", "at the moment"},
        {"BFF", "best friends forever"},
        {"BRB", "be right back"},
        {"BTW", "by the way"},
        {"DIY", "do it yourself"},
        {"DOB", "date of birth"},
        {"EST", "Eastern Standard Time"},
        {"ETA", "estimated time of arrival"},
        {"EU", "European Union"},
        {"FAQ", "frequently asked questions"},
        {"FYI", "for your information"},
        {"GMT", "Greenwich Mean Time"},
        {"IMHO", "in my humble opinion"},
        {"IMO", "in my opinion"},
        {"IRL", "in real life"},
        {"LOL", "laughing out loud"},
        {"OMG", "oh my god"},
        {"POV", "point of view"},
        {"PS", "postscript"},
        {"RIP", "rest in peace"},
        {"TBA", "to be announced"},
        {"TBC", "to be confirmed"},
        {"TBD", "to be determined"},
        {"TBH", "to be honest"},
        {"TLDR", "too long, didn't read"},
        {"UK", "United Kingdom"},
        {"UN", "United Nations"},
        {"USA", "United States of America"},
    }};
    const auto found = std::ranges::lower_bound(expansions, caps, {}, [](const auto& entry) { return entry.first; });
    return found != expansions.end() && found->first == caps ? found->second : std::string_view{};
}

std::string asWord(std::string_view caps) {
    std::string word(caps);
    for (std::size_t i = 1; i < word.size(); ++i)
        if (word[i] >= 'A' && word[i] <= 'Z')
            word[i] = static_cast<char>(word[i] + 32);
    return word;
}

}  // namespace timbre::frontend::english
