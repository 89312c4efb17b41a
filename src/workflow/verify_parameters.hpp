#pragma once

// What the checks are told in a workflow file; only the verifier includes it.

#include <map>
#include <string>
#include <vector>

namespace foerderlauf {

/// What a parameter of a check means, so that a wrong name is found before a case meets it.
enum class Means {
    Form,
    Letter,
    Documents,
    Deadline,
    Machines,
    MainStep,  ///< of the main machine: whose taking is looked up
    OwnStep,   ///< of the machine the step belongs to
    AnyStep,   ///< of any machine, or `edit_<form>`
    OwnDate,   ///< a field of the step itself, without a dot
    OwnChoice,
    OwnMoney,
    OwnText,
    IbanPath,
    OwnRows,
    RowColumn,  ///< a column of the rows that the parameter `rows` names
    DatePath,   ///< `<form or step>.<field>`
    MoneyPath,
    RowsPath,
    FlagPath,
    NumberPath,
    TextPath,   ///< of any kind of text
    Objects,    ///< codes of funding objects
    Limits,     ///< words the check knows
    DateBound,  ///< a word for a day, or a DatePath
    OwnDates,   ///< OwnDate, or `<rows>.<column>` of the step
    Occasion,
    Outcomes,
    Amount,  ///< spelled as text
    Number,
    Flag,
    Setting,     ///< of programme.yaml; a programme may leave it out
    Computed,    ///< `<step of this machine>.<amount its effect works out>`
    ChildState,  ///< of the machine the step belongs to
    OwnField,    ///< a field of the step itself, of any kind
    ChoicePath,
    FieldsByChoice,  ///< {option of the path `kind`: [fields of the step]}
    OtherState,      ///< of the machine that the parameter `machine` names
    Chosen,          ///< an option of the field that the parameter `choice` names
};

enum class Needed { Yes, No };

struct Parameter {
    std::string name;
    Means means;
    Needed needed = Needed::Yes;
};

/// Check → its parameters; a check that is not here cannot be used.
const std::map<std::string, std::vector<Parameter>, std::less<>>& parameters_of_checks();

}  // namespace foerderlauf
