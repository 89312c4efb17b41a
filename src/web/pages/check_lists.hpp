#pragma once

#include "web/pages/visit.hpp"
#include "workflow/check_list.hpp"

namespace foerderlauf {

/// The check lists (Prüflisten) of a case for the authority, as `_check_lists` prints them: those the reader may answer now with
/// nothing chosen beforehand, the others as far as they are answered, each answer with who gave it and when.
View::Views check_lists_view(const Visit& visit, const CaseReading& reading, const std::vector<Event>& events);

/// The list the reader has to finish before its step, which is why the step is not the next thing; null when there is none.
const CheckList* unfinished_check_list(const CaseReading& reading);

/// The answers given with one saving of a list, in words: `Sind die Unterlagen vollständig? erfüllt`. Empty for other events.
std::string check_list_words(const CaseReading& reading, const Event& event, const Words& words);

/// Of a posted list: the blank remark beside a question that waits to be answered anew does not take the old one away.
void keep_old_remarks(const CaseReading& reading, const std::string& form, Record& typed);

}  // namespace foerderlauf
