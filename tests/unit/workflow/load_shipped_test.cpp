#include "base/text.hpp"
#include "workflow/load.hpp"
#include "workflow/verify.hpp"

#include "unit/workflow/load_shipped.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

Definition loaded(const Bundle& bundle) {
    auto definition = load_definition(bundle);
    if (!definition)
        for (const auto& error : definition.error()) UNSCOPED_INFO(printed(error.place, error.message));
    REQUIRE(definition);
    return *definition;
}

}  // namespace

TEST_CASE("the shipped programme loads") {
    const auto definition = loaded(shipped());
    CHECK(definition.programme == "thueregovrl");
    CHECK(definition.short_title == "ThürEGovRL");
    CHECK(definition.machines.size() == 3);
    CHECK(definition.main().name == "application");
    CHECK(definition.main().states.size() == 19);
    CHECK(definition.funding_objects.size() == 8);
    CHECK(definition.letters.size() == 6);
    CHECK(definition.version.starts_with("sha256:"));
    CHECK(definition.version.size() == 7 + 64);
}

TEST_CASE("the shipped programme has no findings") {
    const auto findings = verify(loaded(shipped()));
    for (const auto& finding : findings) UNSCOPED_INFO(printed(finding.place, finding.message) << "\n    " << joined(finding.story, "\n    "));
    CHECK(findings.empty());
}
