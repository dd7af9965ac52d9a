// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace timbre::instant {

/// Sentences that together hold every phone in many surroundings: flite reads them so that the first phone models know
/// also what the user's own texts hardly contain.
inline constexpr std::array<std::string_view, 24> kSeedSentences = {
    "Joyce usually chooses a beige cushion for the garage, though her brother thinks it looks foolish.",
    "The young boy pointed to a voyage chart and shouted with joy.",
    "Eight huge orange buses stood behind the museum this morning.",
    "Whether you measure the treasure or not, both halves weigh the same.",
    "She would rather push the wooden cart than pull it through thick mud.",
    "My father pays five thousand euros each year for a quiet flat above a shop.",
    "A thousand yellow leaves blew across the village road in autumn.",
    "George asked the judge to change his view of the whole case.",
    "Look at how the good cook put sugar in her cup of tea.",
    "Those thin feathers are smoother than this rough leather.",
    "Singing along, the king and queen were walking down a long, winding path.",
    "Do not ignore the noise of oil boiling over in the kitchen.",
    "We hardly ever argue about art, but we often laugh at odd statues.",
    "Thirty nurses worked early and learned a third word by heart.",
    "The vision of a new bridge gave everyone in the valley a clear purpose.",
    "Zoe's lazy zebra was amazed by the buzzing of bees.",
    "Chocolate and cheese do not match, said the teacher to each child.",
    "Now the crowd found its way out of town without a sound.",
    "Please keep these three green beads, and leave me the cheap ones.",
    "If the ship is sinking, its captain will visit the engine first.",
    "Uncle Doug must hunt for other gloves, because such money is not enough.",
    "Paul saw the hawk fall off a tall wall at dawn.",
    "Few students knew the true use of the blue fruit on the moon.",
    "An apple fell in the back of a black cab that had a bad axle."};

}  // namespace timbre::instant
