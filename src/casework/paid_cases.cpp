#include "casework/paid_cases.hpp"

#include <algorithm>

namespace foerderlauf {

bool asks_for_paid_cases(const Definition& definition) {
    return std::ranges::any_of(definition.main().steps, [](const Step& step) {
        return std::ranges::find(step.checks, "add_on_within", &CheckUse::check) != step.checks.end();
    });
}

std::vector<std::string> bodies_of(const CaseFile& file) {
    std::vector<std::string> keys{file.recipient.key};
    if (const auto& acting = file.acting_for(file.recipient).key; acting != keys.front()) keys.push_back(acting);
    return keys;
}

std::vector<PaidCase> paid_cases_of(const Definition& definition, const CaseFile& file,
                                    const std::vector<CaseId>& cases,
                                    const std::function<const CaseFile*(CaseId)>& case_of) {
    std::vector<PaidCase> paid;
    const auto own = bodies_of(file);
    for (const CaseId id : cases) {
        const auto* other = case_of(id);
        if (!other || id == file.id || other->programme != file.programme) continue;
        const auto theirs = bodies_of(*other);
        const bool same_body = std::ranges::find_first_of(own, theirs) != own.end();
        const auto* object = other->at(definition.funding_object_field).as_text();
        if (same_body && object && money_of(definition, *other).paid > Money{})
            paid.push_back({*object, other->file_number});
    }
    return paid;
}

}  // namespace foerderlauf
