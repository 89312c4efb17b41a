#pragma once

#include "casework/installation.hpp"

#include <set>
#include <string>

namespace foerderlauf::test {

/// German words of the catalogues that say something else in English, each up to its first place.
std::set<std::string> german_beginnings(const Installation& installation);

/// What a reader of the English page would read in German, each with the address: a word of the catalogues, or a longer
/// one with more behind it, outside what is marked as German and what people typed.
std::set<std::string> german_words_of(const std::string& address, const std::string& page,
                                      const std::set<std::string>& german);

}  // namespace foerderlauf::test
