#pragma once

#include "workflow/case_file.hpp"
#include "workflow/definition.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// Where one question of a check list stands in a case.
struct CheckAnswer {
    const CheckQuestion* question = nullptr;  ///< in the definition
    std::string answer;     ///< as given last: `fulfilled`, `not_fulfilled`, `not_applicable`; empty: open
    std::string remark;     ///< as written; empty where it was erased
    bool outdated = false;  ///< given before the application was last handed in: to be given anew
    bool stands() const { return !answer.empty() && !outdated; }
};

/// The questions of a list with the answers in force, in the order of the list. Nothing is answered beforehand.
std::vector<CheckAnswer> answers_to(const CheckList& list, const CaseFile& file);
std::int64_t count_of_answers(const std::vector<CheckAnswer>& answers);  ///< those that stand

/// Fields of the list's form: `<question>` (the answer) and `<question>_remark`.
std::string remark_field(const CheckQuestion& question);
Form form_of(const CheckList& list, const Place& place);

/// Whether the form is a check list's.
const CheckList* check_list_named(const Definition& definition, std::string_view form);
/// The list to be answered before that step of the main machine; null when there is none.
const CheckList* check_list_before(const Definition& definition, std::string_view step);

}  // namespace foerderlauf
