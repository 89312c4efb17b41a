#pragma once

#include "domain/calendar.hpp"
#include "domain/interest.hpp"
#include "domain/recipient.hpp"
#include "domain/texts.hpp"
#include "workflow/retention.hpp"

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace foerderlauf {

/// A court for a district (config/courts.yaml; the mapping is a setting, marked unverified).
struct Court {
    std::string name;   ///< `Verwaltungsgericht Weimar`
    std::string place;  ///< AGS of its seat
    bool unverified = true;
    std::string source = {};  ///< of the district's row, else of the file
};

/// A budget line as `config/` describes it (config/budget-lines.yaml): amounts per year, commitment appropriations.
struct BudgetLineRow {
    std::string programme, chapter, title, label;
    bool demo = false;
    int year = 0;
    Money appropriation;
    std::map<int, Money> commitment_appropriations;  ///< due year → amount
    std::string line() const { return chapter + "/" + title; }
};

/// What of `config/` is used as it was imported: calendar, base rates, courts, texts. A value, replaced as a whole.
struct Installation {
    Calendar calendar;
    BaseRates base_rates;
    std::map<std::string, Court> courts;  ///< district AGS (5 digits) → court
    Texts texts;                          ///< German
    Texts english;                        ///< the translation; German where there is none
    RetentionRules retention;             ///< empty where none was imported
    std::string strip;                    ///< what the strip above every page says; empty: none
    const Texts& texts_in(Language language) const { return language == Language::English ? english : texts; }
    const Court* court_for(const Recipient& recipient) const;
};

/// The installation in force, replaced as a whole by an import while others read. What was in force before stays where it is as
/// long as this lives, so that nobody's reference breaks: imports are rare and an installation is small. Thread-safe.
class InstallationInForce {
public:
    explicit InstallationInForce(Installation first = {});
    const Installation& operator*() const { return *now_.load(); }
    const Installation* operator->() const { return now_.load(); }
    void replace(Installation next);

private:
    std::mutex mutex_;  ///< guards known_
    std::vector<std::unique_ptr<const Installation>> known_;
    std::atomic<const Installation*> now_;
};

/// Years records are kept (config/retention.yaml); throws BadFile.
RetentionRules load_retention(const std::filesystem::path& file);

/// Reads holidays.yaml, base-rates.yaml, courts.yaml and, where it is there, retention.yaml of one folder (what was imported) and the texts.de*.yaml of another
/// and their translation (what came with the program). Throws BadFile with every error.
Installation load_installation(const std::filesystem::path& config_folder, const std::filesystem::path& texts_folder);
inline Installation load_installation(const std::filesystem::path& config_folder) {
    return load_installation(config_folder, config_folder);
}

/// District (first five digits of the AGS) → court; throws BadFile.
std::map<std::string, Court> load_courts(const std::filesystem::path& file);

/// Budget lines of a file (format: config/budget-lines.yaml); throws BadFile with every error. A row per line and year, in the
/// order of the file, then by year. `current_year` is what the file's word `current` means; a span that ends with `current`
/// before it began has no year.
std::vector<BudgetLineRow> load_budget_lines(const std::filesystem::path& file, int current_year);

}  // namespace foerderlauf
