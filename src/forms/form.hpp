#pragma once

#include "base/result.hpp"
#include "domain/load.hpp"
#include "domain/texts.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace foerderlauf {

// The kinds are called like the types of domain/ on purpose; as scoped enumerators they hide nothing.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
/// What a field holds, and how its value stands in a Record (the same as in the API):
enum class FieldKind {
    Text,       ///< one line of free text → FreeText
    LongText,   ///< several lines of free text → FreeText
    Code,       ///< a short technical name (reference, budget line) in clear → std::string
    Money,      ///< amount, not negative unless `min_cents` says so → integer cents, ≤ 10^13; name ends in `_cents`
    Integer,    ///< → integer
    Rate,       ///< `"80.00"` → std::string with two decimals, 0.00 to 100.00
    Date,       ///< → std::string `YYYY-MM-DD`
    Flag,       ///< yes or no → bool
    Choice,     ///< one of `options` → std::string
    Recipient,  ///< AGS or ARS → std::string of 8 or 12 digits (whether it exists is asked by casework)
    Length,     ///< a period: `"2 months"` (Length::parse), typed as `2 Monate` → std::string
    Iban,       ///< checked by ISO 13616 mod 97, stored without blanks → FreeText
    Rows,       ///< repeated row of `columns` → List of Records
    Documents,  ///< read-only: what was uploaded; never taken in
};
#pragma GCC diagnostic pop

struct Option {
    std::string value;
    std::string label;
};

/// A typed field of a form. Labels, help and sources are the words of the YAML file.
struct Field {
    std::string name;
    FieldKind kind = FieldKind::Text;
    std::string label;
    std::string help;
    std::string source;     ///< norm that asks for it
    std::string prefill;    ///< path in the case whose value a page proposes (`application.cost_plan`); empty: none
    bool required = false;  ///< for completeness (checked by form_complete or with a step), not for a draft
    std::optional<std::pair<std::string, std::string>> required_when;  ///< required only if that field has that value
    std::vector<Option> options;                                       ///< Choice
    std::vector<Field> columns;                                        ///< Rows
    std::optional<std::int64_t> min, max;                              ///< Integer, Money (cents), Rows (count)
    std::size_t max_length = 0;  ///< characters; set by the loader (default 300 for Text, 20,000 for LongText)
    Place place;
};

struct Form {
    std::string name;
    std::string title;
    std::vector<Field> fields;
    const Field* find(std::string_view field) const;
};

/// The same form in other words: title, labels, help, options and the words of sources. Names and values stay.
Form translated(Form form, const Phrase& phrase);

/// How values are spelled where they come from.
enum class Spelling {
    Json,  ///< strictly typed: an amount is an integer, a date an ISO text; an empty value removes (merge patch)
    German,  ///< as typed into a page: text everywhere, `1.234,56`, `21.11.2026`, `80` or `80,00`, "ja"/"nein"; blank means absent
};

/// Typed values of what came in: unknown fields, wrong types, impossible dates and amounts are refused all at once
/// (`Refusal::fields`, names like `cost_plan.0.amount_cents`). Absent fields stay absent: completeness is another question.
/// Empty values (null, blank) come back as empty Values, so that a merge patch removes them.
Result<Record> decode(const Form& form, const Record& raw, Spelling spelling);

/// Which required fields are missing, with a message each; empty when complete. Names as in `decode`.
/// A flag must be given, yes or no; a row that is there must have its required columns even where the rows are optional.
std::map<std::string, Message> missing(const Form& form, const Record& answers);

/// `a.0.b=…` pairs of a page's form as nested Records and Lists of text (rows that are wholly blank are dropped, and the
/// rows behind them move up). Of a name that comes twice the last counts. A name of more than four parts stays one name.
Record nested(const std::vector<std::pair<std::string, std::string>>& pairs);

/// JSON Schema (2020-12) of the form as plain values, for `GET /programmes/{p}/forms/{form}`.
Record json_schema(const Form& form);

/// Lists of options that a programme gives by name (`options_from: funding_objects`).
using OptionLists = std::map<std::string, std::vector<Option>, std::less<>>;

/// A file of `forms/`: `form`, `title`, `fields: {name: {kind, label, …}}`. Fields keep the order of the file.
/// Errors are appended, all of the file at once; texts are keys of config/texts.de.forms.yaml.
Form load_form(std::string_view yaml, const std::string& file_name, std::vector<LoadError>& errors,
               const OptionLists& lists = {});

}  // namespace foerderlauf
