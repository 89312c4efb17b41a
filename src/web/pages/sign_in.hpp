#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// What the sign-in page says besides its fields.
struct SignInState {
    int status = 200;
    std::string note = {};     ///< why one is asked to sign in
    std::string error = {};    ///< what was wrong
    std::string account = {};  ///< the name as typed
    std::string next = "/";
    View::Views kept = {};  ///< hidden fields of a kept form
};
Reply sign_in_page(const PageHouse& house, const Request& request, const SignInState& state);

Reply show_sign_in(const PageHouse& house, const Request& request);  ///< GET /login
Reply sign_in(const PageHouse& house, const Request& request);       ///< POST /login
/// POST /login/code (`ticket`, `code`): the second half for an account with a second factor.
Reply sign_in_with_code(const PageHouse& house, const Request& request);
Reply sign_out(const Visit& visit);  ///< POST /logout

}  // namespace foerderlauf
