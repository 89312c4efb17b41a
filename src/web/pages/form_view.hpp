#pragma once

#include "forms/form.hpp"
#include "web/pages/words.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace foerderlauf {

/// Values spelled as a person types them: `1.234,56`, `21.11.2026`, `ja`. Rows stay lists of records of texts.
Record as_typed(const std::vector<Field>& fields, const Record& answers);
/// One value for reading: `1.234,56 €`, `80 %`, the option's label; rows as lines. Empty values give an empty text.
std::string for_reading(const Field& field, const Value& value, const Words& words);

/// A form's fields and what stands in them.
struct FormState {
    Record typed;                                ///< as_typed, or as it came in
    std::map<std::string, Message> errors = {};  ///< by name, as the engine refused them
    /// Spare blank rows below the given ones, by field; one is always there when there are none.
    std::map<std::string, int> spare_rows = {};
    /// The name of a body for its key, shown below the key; empty when unknown.
    std::function<std::string(const std::string& key)> name_of_body = {};
    std::string file_template =
        {};  ///< address of a file to fill in for the list of vouchers, without `.csv` or `.xlsx`; empty: it is only typed
    std::string rows_path =
        {};  ///< address below which rows of the form can be taken from a spreadsheet; empty: they are only typed
    std::map<std::string, std::string> pasted = {};  ///< text pasted for rows and not taken yet, by field
    std::string note = {};                           ///< what was just done to the form without submitting it
};

/// Views of `_field`, in the order of the form; rows become tables with sums. Ids are `f-` and the name, `.` as `-`.
View::Views field_views(const std::vector<Field>& fields, const FormState& state, const Words& words);
/// The links of the summary of errors, in the order of the fields; errors of no field on this page come last without link.
View::Views error_links(const std::vector<Field>& fields, const FormState& state, const Words& words);
std::string field_id(const std::string& name);

/// One field or cell; `name` is the full one (`cost_plan.0.item`), `label` what is read aloud for it.
View field_view(const Field& field, const std::string& name, const std::string& label, const Value& typed,
                const FormState& state, const Words& words);
/// Rows as a table (rows_view.cpp).
View rows_view(const Field& field, const FormState& state, const Words& words);

/// A value as hidden fields of a form: {hidden_name, hidden_value}, rows cell by cell.
void add_hidden(View::Views& hidden, const std::string& name, const Value& value);

/// What is meant by a posted form: without rows that stand as they were proposed and lack what a row must have (an item that could
/// be cut and was not). In `typed`, which is shown again, such rows move behind the others, so that both count rows alike.
Record take_untouched_apart(const std::vector<Field>& fields, const Record& proposed, Record& typed);

/// The pairs of a posted form that belong to these fields, as `decode` takes them: rows that became blank are gone, rows
/// that were all removed are an empty list, `remove` (`cost_plan.2`) is left out.
Record posted(const std::vector<Field>& fields, const std::vector<std::pair<std::string, std::string>>& pairs,
              const std::string& remove = {});

}  // namespace foerderlauf
