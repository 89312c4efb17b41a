#pragma once

#include "http/life/demo_server.hpp"

namespace foerderlauf::test {

/// A case of Pößneck under Thüringer E-Government-Richtlinie in 2025, when the base rates of both halves are known: 100,000.00 of
/// costs planned (60,000.00 and 40,000.00), 80 percent granted, all of it paid on 3 March 2025 and used.
class SettledCase {
public:
    SettledCase();

    DemoServer server{"2025-02-03"};
    std::int64_t id = 0;

    std::string path() const { return "/cases/" + std::to_string(id); }
    json now(const std::string& account = "revision") { return server.get(account, path()).data(); }
    /// The newest machine of that name as the account sees it.
    json machine(const std::string& name, const std::string& account = "revision");
    Answer open(const std::string& account, const std::string& name);
    Answer attempt(const std::string& account, const std::string& name, const std::string& step,
                   const json& fields = json::object(), const std::string& reason = {});
    /// The same; fails the test when it is refused.
    json take(const std::string& account, const std::string& name, const std::string& step,
              const json& fields = json::object(), const std::string& reason = {});
    /// Until 90,000.00 are reported instead of 100,000.00, on 2 June 2025.
    void report_less_than_planned();
    /// Until the repayment of 8,000.00 is proposed.
    void accept_what_was_reported();

    /// The proof of 50,000.00 and 40,000.00 with its vouchers.
    static json proof();
};

}  // namespace foerderlauf::test
