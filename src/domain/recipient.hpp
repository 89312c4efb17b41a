#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace foerderlauf {

/// Amtlicher Gemeindeschlüssel: eight digits; the first two name the Land (16 = Thüringen), the first five the district.
class Ags {
public:
    static Result<Ags> parse(std::string_view text);  ///< refusal `ags.eight_digits`
    const std::string& text() const { return text_; }
    std::string district() const { return text_.substr(0, 5) + "000"; }
    bool in_thuringia() const { return text_.starts_with("16"); }
    auto operator<=>(const Ags&) const = default;

private:
    explicit Ags(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

/// Amtlicher Regionalschlüssel: twelve digits; district (5), association (4), municipality (3).
/// A Verwaltungsgemeinschaft has only this one, ending in 000.
class Ars {
public:
    static Result<Ars> parse(std::string_view text);  ///< refusal `ars.twelve_digits`
    const std::string& text() const { return text_; }
    auto operator<=>(const Ars&) const = default;

private:
    explicit Ars(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

/// Who may receive a grant (Zuwendungsempfänger, Körperschaft). `key` is the AGS, or the ARS where there is no AGS.
struct Recipient {
    std::string key;
    std::string ags;  ///< empty for a Verwaltungsgemeinschaft
    std::string ars;
    std::string name;             ///< as in the official directory: `Pößneck, Stadt`
    std::string kind;             ///< landkreis | verwaltungsgemeinschaft | kreisfreie_stadt | gemeinde
    std::string district;         ///< name of the Landkreis
    std::string association_ars;  ///< the Verwaltungsgemeinschaft it belongs to; empty when none
    std::int64_t population = 0;
    std::string seat = {};  ///< where the administration sits; empty where the directory names none
    std::int64_t area_ha = 0;
    std::string postal_code = {};         ///< five digits; empty where the directory names none
    std::optional<Date> valid_from = {};  ///< state of the directory that first had it; nothing for the first import
    std::optional<Date> valid_to = {};    ///< last day of a body that was merged away
    std::string successor = {};           ///< key of the body that took its place; set together with `valid_to`
    bool has_ended(Date today) const { return valid_to && *valid_to < today; }
    bool operator==(const Recipient&) const = default;
};

/// A body that was merged away: its last day and the body that takes its place. Keys are AGS, or ARS where there is no AGS.
struct BodyEnd {
    std::string key;
    Date valid_to;
    std::string successor;
    int line = 0;  ///< in the file that says so; 0: a person said it
};

/// The place whose holidays count for this body: its AGS, or the district's for a Verwaltungsgemeinschaft.
std::string place_of(const Recipient& recipient);

/// `Stadt Pößneck` for the directory's `Pößneck, Stadt`; names without a suffix stay as they are.
std::string spoken_name(const Recipient& recipient);

}  // namespace foerderlauf
