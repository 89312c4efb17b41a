#pragma once

#include "workflow/bundle.hpp"
#include "workflow/definition.hpp"
#include "workflow/practice.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace foerderlauf {

/// The published programmes: immutable definitions by version, loaded once, and the periods the administration laid over
/// them (practice.hpp), which hold for every version. Thread-safe.
class Programmes {
public:
    /// A version as it was published; adds to what is known. Throws BadFile when it does not load (a store cannot hold such).
    void add(const Bundle& bundle);

    /// The newest version of a programme, null when there is none.
    std::shared_ptr<const Definition> current(const std::string& programme) const;
    /// The version a case is pinned to. Throws std::logic_error when unknown: a case cannot exist without it.
    std::shared_ptr<const Definition> of(const std::string& version) const;
    std::vector<std::string> names() const;
    std::vector<std::string> versions(const std::string& programme) const;  ///< oldest first

    /// A period as it was recorded, behind those before it.
    void add_period(AddedPeriod period);
    std::vector<AddedPeriod> added_periods(const std::string& programme) const;  ///< in the order they were added

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const Definition>> by_version_;
    std::map<std::string, std::vector<std::string>> versions_;
    std::map<std::string, std::vector<AddedPeriod>> periods_;
};

}  // namespace foerderlauf
