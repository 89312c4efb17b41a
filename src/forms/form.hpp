#pragma once

#include "base/result.hpp"
#include "domain/load.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// What a field holds, and how its value stands in a Record (the same as in the API):
enum class FieldKind {
    Text,        ///< one line of free text → FreeText
    LongText,    ///< several lines of free text → FreeText
    Code,        ///< a short technical name (reference, budget line) in clear → std::string
    Money,       ///< amount, not negative unless `min_cents` says so → integer cents, ≤ 10^13; name ends in `_cents`
    Integer,     ///< → integer
    Rate,        ///< `"80.00"` → std::string with two decimals, 0.00 to 100.00
    Date,        ///< → std::string `YYYY-MM-DD`
    Flag,        ///< yes or no → bool
    Choice,      ///< one of `options` → std::string
    Recipient,   ///< AGS or ARS → std::string of 8 or 12 digits (whether it exists is asked by casework)
    Iban,        ///< checked by ISO 13616 mod 97, stored without blanks → FreeText
    Rows,        ///< repeated row of `columns` → List of Records
    Documents,   ///< read-only: what was uploaded; never taken in
};

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
    std::string source;               ///< norm that asks for it
    bool required = false;            ///< for completeness (checked by form_complete or with a step), not for a draft
    std::optional<std::pair<std::string, std::string>> required_when;   ///< required only if that field has that value
    std::vector<Option> options;      ///< Choice
    std::vector<Field> columns;       ///< Rows
    std::optional<std::int64_t> min, max;   ///< Integer, Money (cents), Rows (count)
    std::size_t max_length = 0;       ///< characters; set by the loader (default 300 for Text, 20,000 for LongText)
    Place place;
};

struct Form {
    std::string name;
    std::string title;
    std::vector<Field> fields;
    const Field* find(std::string_view field) const;
};

/// How values are spelled where they come from.
enum class Spelling {
    Json,     ///< strictly typed: an amount is an integer, a date an ISO text; an empty value removes (merge patch)
    German,   ///< as typed into a page: text everywhere, `1.234,56`, `21.11.2026`, `80` or `80,00`, "ja"/"nein"; blank means absent
};

/// Typed values of what came in: unknown fields, wrong types, impossible dates and amounts are refused all at once
/// (`Refusal::fields`, names like `cost_plan.0.amount_cents`). Absent fields stay absent: completeness is another question.
/// Empty values (null, blank) come back as empty Values, so that a merge patch removes them.
Result<Record> decode(const Form& form, const Record& raw, Spelling spelling);

/// Which required fields are missing, with a message each; empty when complete. Names as in `decode`.
std::map<std::string, Message> missing(const Form& form, const Record& answers);

/// `a.0.b=…` pairs of a page's form as nested Records and Lists of text (rows that are wholly blank are dropped).
Record nested(const std::vector<std::pair<std::string, std::string>>& pairs);

/// JSON Schema (2020-12) of the form as plain values, for `GET /programmes/{p}/forms/{form}`.
Record json_schema(const Form& form);

/// Fields as they stand in a YAML sequence or map of the file; used for forms and for the inline fields of steps.
/// Errors are appended; texts are keys of config/texts.de.forms.yaml.
Form load_form(std::string_view yaml, const std::string& file_name, std::vector<LoadError>& errors);

}  // namespace foerderlauf
