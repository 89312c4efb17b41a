#pragma once

#include "workflow/account.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace foerderlauf {

/// An account the demo creates (config/demo/accounts.yaml). Each belongs to a person of its own.
struct DemoAccount {
    std::string name;  ///< sign-in name: `fach`
    std::string display_name;
    std::vector<HeldDuty> duties;
};
struct DemoAccounts {
    std::string password;  ///< of all of them
    std::vector<DemoAccount> accounts;
};

/// The accounts of the demo; throws BadFile with every error of the file.
DemoAccounts load_demo_accounts(const std::filesystem::path& file);

}  // namespace foerderlauf
