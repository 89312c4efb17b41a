#include "web/refusal_status.hpp"

#include <stdexcept>

namespace foerderlauf {

int status_of(const Refusal& refusal) {
    switch (refusal.kind) {
        case Refusal::Kind::BadInput: return 422;
        case Refusal::Kind::NotSignedIn: return 401;
        case Refusal::Kind::NotAllowed: return 403;
        case Refusal::Kind::NotFound: return 404;
        case Refusal::Kind::Blocked: return 409;
        case Refusal::Kind::Overtaken: return 412;
        case Refusal::Kind::TooMany: return 429;
    }
    throw std::logic_error{"unknown kind of refusal"};
}

}  // namespace foerderlauf
