#include "casework/call_places.hpp"

namespace foerderlauf {

std::map<std::string, PlacesTaken, std::less<>> places_taken_by(const Definition& definition,
                                                                const std::vector<CaseId>& cases,
                                                                const std::function<const CaseFile*(CaseId)>& case_of) {
    std::map<std::string, PlacesTaken, std::less<>> taken;
    for (const CaseId id : cases) {
        const auto* file = case_of(id);
        const auto* round = file ? file->at(definition.call.field).as_text() : nullptr;
        if (!round) continue;
        auto& held = taken[*round];
        ++held.places;
        held.requested += money_of(definition, *file).requested;
    }
    return taken;
}

}  // namespace foerderlauf
