#pragma once

#include "http/life/demo_server.hpp"

namespace foerderlauf::test {

/// A child machine of a case.
struct Child {
    std::int64_t case_id = 0, machine = 0;
    std::string path() const { return "/cases/" + std::to_string(case_id) + "/machines/" + std::to_string(machine); }
};

/// The day on which the cases of `child_in` stand; the server under test has to be started on it.
inline const std::string child_day = "2026-11-02";

/// Input with which a step of a child machine is complete, and its reason.
json child_input(const std::string& machine, const std::string& step);

/// A new case whose child machine stands in that state, by the way contract § 4.3 gives; fails the test when a step on the
/// way is refused. `for_step`: what that step needs besides the state is there too (another account to be confirmed, an
/// answer to the hearing).
Child child_in(DemoServer& server, const std::string& programme, const std::string& machine, const std::string& state,
               const std::string& for_step);

}  // namespace foerderlauf::test
