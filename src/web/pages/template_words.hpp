#pragma once

#include "domain/texts.hpp"

#include <string>

namespace foerderlauf {

/// The template's source with its German words replaced; tags, names and blanks around the words stay.
///
/// One phrase is what stands between two HTML tags, and the value of an attribute that is read to people (`aria-label`,
/// `data-label`, `title`, `alt`). Sections and pieces (`{{#a}}`, `{{/a}}`, `{{> a}}`) end it as well; a place `{{name}}` belongs to it
/// and is written `{name}` in the phrase, its blanks are single. What has no letters of its own is none.
std::string with_words(const std::string& source, const Phrase& phrase);

}  // namespace foerderlauf
