#include "store/case_states.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <algorithm>

namespace foerderlauf {

namespace {

using namespace Poco::Data::Keywords;

constexpr auto by_state = "SELECT id FROM case_row WHERE programme = $1 AND state = $2 AND id > 0 ORDER BY id";

}  // namespace

std::vector<CaseId> cases_in_states(Poco::Data::Session& session, const std::string& programme,
                                    const std::vector<std::string>& states) {
    std::vector<CaseId> ids;
    for (const auto& state : states) {
        std::vector<Poco::Int64> found;
        std::string named = programme, standing = state;
        session << by_state, into(found), use(named), use(standing), now;
        ids.insert(ids.end(), found.begin(), found.end());
    }
    std::ranges::sort(ids);
    return ids;
}

}  // namespace foerderlauf
