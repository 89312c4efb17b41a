#pragma once

#include "domain/calendar.hpp"
#include "domain/interest.hpp"
#include "domain/texts.hpp"

#include <filesystem>
#include <stdexcept>

namespace foerderlauf {

/// Where something stands in a file that people write: printed as `file:line`.
struct Place {
    std::string file;
    int line = 0;
};

/// A file that cannot be used: a place, a message key of the loader, and what was meant.
struct LoadError {
    Place place;
    Message message;
};
std::string to_text(const Place& place);  ///< `config/holidays.yaml:12`; only the file where no line is known
/// `config/holidays.yaml:12: Der Schlüssel …`, as the start and `check` print it.
std::string sentence_of(const LoadError& error, const Texts& texts);

/// Thrown by the loaders of `config/`: a bad file stops the start, with every error found in it.
class BadFile : public std::runtime_error {
public:
    explicit BadFile(std::vector<LoadError> errors);
    const std::vector<LoadError>& errors() const { return errors_; }

private:
    std::vector<LoadError> errors_;
};

/// Files of `config/` that floor 0 needs. Each throws BadFile; unknown and repeated keys are errors, never ignored. Sources and "unverified" marks stay with the rows.
std::vector<HolidayRule> load_holidays(const std::filesystem::path& file);
BaseRates load_base_rates(const std::filesystem::path& file);
/// One file, or `texts.de.yaml` and every `texts.de.*.yaml` beside it when a folder is given; nested keys are joined by dots.
Texts load_texts(const std::filesystem::path& file_or_folder, std::string_view language = "de");
/// A translation of that catalogue: every `texts.<language>.*.yaml` of the folder, and the phrases of templates and programmes
/// from every `phrases.<language>.*.yaml` (German words: their translation). What nobody translated stays German.
Texts load_translation(const std::filesystem::path& folder, const Texts& german, std::string_view language);

}  // namespace foerderlauf
