#include "casework/publishing.hpp"

#include "casework/funding_periods.hpp"
#include "store/programmes.hpp"
#include "workflow/load.hpp"

namespace foerderlauf {

namespace {

Event publication(const Definition& definition, AccountId by, PersonId person, Instant at) {
    Event event;
    event.at = at;
    event.actor = by;
    event.duty = by == 0 ? "system" : "admin";
    event.step = "programme_published";
    event.rule_version = definition.version;
    event.facts.person = person;
    event.facts.fields = {
        {"programme", definition.programme}, {"title", definition.title}, {"version", definition.version}};
    return event;
}

std::int64_t running_cases(Store& store, const std::string& programme) {
    std::int64_t running = 0;
    CaseQuery query;
    query.visibility.everything = true;
    query.programme = programme;
    query.open_only = true;
    store.read([&](Snapshot& snapshot) { running = snapshot.count(query); });
    return running;
}

}  // namespace

tl::expected<Published, Unpublishable> publish(Store& store, Programmes& programmes, const Bundle& bundle, AccountId by,
                                               PersonId person, Instant at, bool dry_run) {
    const auto definition = load_definition(bundle);
    if (!definition) return tl::unexpected{Unpublishable{definition.error(), {}}};
    if (auto findings = verify(*definition); !findings.empty())
        return tl::unexpected{Unpublishable{{}, std::move(findings)}};
    const auto current = programmes.current(definition->programme);
    Published published{definition->programme, definition->version, !current || current->version != definition->version,
                        running_cases(store, definition->programme)};
    if (dry_run || !published.is_new) return published;
    store.run([&](Transaction& transaction) {
        add_programme_version(transaction.session(),
                              {definition->programme, definition->version, definition->title, bundle.files, at});
        transaction.append(0, {publication(*definition, by, person, at)});
    });
    programmes.add(bundle);
    return published;
}

void load_published(Store& store, Programmes& programmes) {
    // The order of publication stands in the history: an older version can be published again.
    store.read([&](Snapshot& snapshot) {
        std::map<std::string, Bundle> bundles;
        for (auto& version : programme_versions(snapshot.session()))
            bundles[version.version].files = std::move(version.files);
        for (const auto& event : snapshot.events(0)) {
            if (event.step == "programme_published") programmes.add(bundles.at(text_of(event.facts.fields, "version")));
            if (auto period = funding_period_of(event)) programmes.add_period(std::move(*period));
        }
    });
}

}  // namespace foerderlauf
