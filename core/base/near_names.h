// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace timbre {

/// The names that somebody who typed `wanted` may have meant, nearest first, at most three: those that begin with it or
/// differ in few letters. Case does not count.
std::vector<std::string> nearNames(std::string_view wanted, std::span<const std::string> names);

/// "Did you mean “a” or “b”?" for nearNames(), or nothing where none is near.
std::string didYouMean(std::string_view wanted, std::span<const std::string> names);

}  // namespace timbre
