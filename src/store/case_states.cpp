#include "store/case_states.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <algorithm>

namespace foerderlauf {

namespace {

using namespace Poco::Data::Keywords;

constexpr auto by_state = "SELECT id FROM case_row WHERE programme = $1 AND state = $2 AND id > 0 ORDER BY id";
constexpr auto by_reader = R"sql(
    SELECT r.id FROM case_reader c JOIN case_row r ON r.id = c.case_id
    WHERE c.recipient = $1 AND r.programme = $2 AND r.id > 0 ORDER BY r.id
)sql";

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

std::vector<CaseId> cases_of_programme_read_by(Poco::Data::Session& session, const std::string& programme,
                                               const std::string& body) {
    std::vector<Poco::Int64> found;
    std::string reader = body, named = programme;
    session << by_reader, into(found), use(reader), use(named), now;
    return {found.begin(), found.end()};
}

}  // namespace foerderlauf
