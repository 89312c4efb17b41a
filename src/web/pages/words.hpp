#pragma once

#include "base/clock.hpp"
#include "domain/money.hpp"
#include "domain/texts.hpp"
#include "web/pages/view.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace foerderlauf {

/// Blanks that must not break become no-break spaces: `§ 75`, `Nr. 1.3`, `80 %`, `10.000,00 €`, `09:42 Uhr`.
std::string typeset(std::string_view text);

/// `Frau Hartung` for the display name `Frau Hartung (Fachliche Prüfung)`: the duty stands elsewhere on the page.
std::string person_name(const std::string& display_name);

/// One state in a small badge. `tone` is neutral, info, success, warning or danger; each means one thing everywhere.
View badge(std::string_view tone, std::string_view icon, std::string words);

/// Finished words for templates, in the language of the catalogue, as seen on one day. Cheap to copy while the
/// catalogue lives.
class Words {
public:
    Words(const Texts& texts, Date today, Language language = Language::German)
        : texts_{&texts}, today_{today}, language_{language} {}

    Language language() const { return language_; }
    Date today() const { return today_; }
    bool knows(std::string_view key) const { return texts_->knows(key); }
    /// Words that came from a programme or a list of reports, typeset, in this language where somebody translated them.
    std::string phrase(const std::string& german) const;
    /// A sentence of the catalogue, typeset.
    std::string sentence(std::string_view key, const Record& values = {}) const;
    /// The same for a message of the engine; duties in its values are named by their German names.
    std::string sentence(const Message& message) const;
    /// `key.one` or `key.many` (with `{count}`), by number; `key.none` for zero when the catalogue has it.
    std::string counted(std::string_view key, std::int64_t count, Record values = {}) const;
    std::string duty(std::string_view name) const;  ///< `Fachliche Prüfung`
    std::string amount(Money amount) const;         ///< `1.234,56 €`, `−8,80 €`

    View day(Date day) const;                       ///< {iso, text} for `_day`: `27.11.2026`
    std::string weekday_text(Date day) const;       ///< `Freitag, 27.11.2026`
    View weekday(Date day) const;                   ///< `Freitag, 27.11.2026`, where somebody must act
    View moment(Instant moment) const;              ///< {iso, day, clock} for `_moment`
    std::string moment_text(Instant moment) const;  ///< `heute, 09:42 Uhr` or `23.11.2026, 09:42 Uhr`
    std::string distance(Date due) const;           ///< `noch 4 Tage`, `heute`, `6 Tage darüber`
    std::string days(int count) const;              ///< `52 Tage`
    /// How urgent a date is: neutral, warning within 7 days, danger when past; a group without badge beyond 28 days.
    View urgency(Date due) const;

private:
    const Texts* texts_;
    Date today_;
    Language language_;
};

}  // namespace foerderlauf
