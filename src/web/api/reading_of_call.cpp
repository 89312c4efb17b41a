#include "web/api/reading_of_call.hpp"

namespace foerderlauf {

Result<CaseReading> reading_of(const Call& call, std::optional<Date> as_of) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    return read_case(call.site.store, call.site.programmes, call.site.dispatcher, call.site.clock, call.account, *id,
                     as_of);
}

Result<void> expect_authority(const Call& call) {
    if (!call.account.of_authority()) return refuse(Refusal::Kind::NotAllowed, "api.authority_only");
    return {};
}

}  // namespace foerderlauf
