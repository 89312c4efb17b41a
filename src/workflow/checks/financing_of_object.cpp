#include "workflow/checks/check.hpp"

namespace foerderlauf {

/// financing_of_object: the financing type recommended is the one of the funding object, and its rate not above the object's.
Verdict financing_of_object(const Question& question) {
    const auto* object = funding_object_of(question.definition, question.file);
    const auto& paths = question.definition.money;
    const auto* type_text = question.at(paths.financing_type).as_text();
    const auto type = type_text ? parse_financing_type(*type_text) : refuse("financing_type");
    if (!object || !type) return passed();  // still to be given
    if (*type != object->financing)
        return blocked(question, "financing_of_object",
                       {{"object", object->code}, {"title", object->title}, {"given", *type_text}},
                       "blocker.financing_of_object.type");
    const auto* rate_text = question.at(paths.rate).as_text();
    const auto rate = rate_text ? Percent::parse(*rate_text) : Result<Percent>{Percent{}};
    const auto* highest = object->rate_on(day_of_rules(question));
    if (!highest || !rate || *rate <= highest->value) return passed();
    return blocked(question, "financing_of_object",
                   {{"title", object->title}, {"rate", to_text(*rate)}, {"highest", to_text(highest->value)}},
                   "blocker.financing_of_object.rate");
}

}  // namespace foerderlauf
