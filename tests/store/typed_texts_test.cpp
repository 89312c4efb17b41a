#include "store/typed_texts.hpp"

#include "store/accounts.hpp"
#include "tampered_store.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

AccountId somebody(Store& store) {
    AccountId id = 0;
    store.run([&](Transaction& transaction) {
        auto& session = transaction.session();
        id = insert_account(session, insert_person(session, "Erika Muster"), "muster", "Erika Muster", "");
    });
    return id;
}

bool keep(Store& store, AccountId account, const TypedText& typed) {
    bool kept = false;
    store.run([&](Transaction& transaction) { kept = keep_typed_text(transaction.session(), account, typed); });
    return kept;
}

std::optional<TypedText> found(Store& store, AccountId account, const std::string& page) {
    std::optional<TypedText> typed;
    store.read([&](Snapshot& snapshot) { typed = find_typed_text(snapshot.session(), account, page, Instant{}); });
    return typed;
}

TypedText typed_on(CaseId id, const std::string& page, const std::string& day) {
    return {page, id, at(day), 1, {{"project_title", "Schulnetz 👩‍👧 \"שלום\"\n"}}, at(day)};
}

}  // namespace

TEST_CASE("typed words come back as they were typed, in their order, and no part of the history knows them") {
    OnSqlite home;
    const auto account = somebody(home.store);
    auto typed = typed_on(1, "/cases/1/edit/project", "2026-03-02");
    typed.fields.emplace_back("project_title", "");
    REQUIRE(keep(home.store, account, typed));
    REQUIRE(found(home.store, account, typed.page));
    CHECK(found(home.store, account, typed.page)->fields == typed.fields);
    CHECK_FALSE(found(home.store, account, "/cases/1/edit/dates"));
    CHECK(keys(home.store.verify()) == std::vector<std::string>{});
}

TEST_CASE("typed words go with the texts of their case, those of other cases stay") {
    OnSqlite home;
    const auto account = somebody(home.store);
    const auto id = file_case(home.store, {opening(), titled("Schulnetz")});
    keep(home.store, account, typed_on(id, "/cases/1/edit/project", "2026-03-02"));
    keep(home.store, account, typed_on(id + 1, "/cases/2/edit/project", "2026-03-02"));
    auto erasing = step("dispose", "draft", "closed", at("2026-03-03"));
    erasing.facts.values["erased"] = Record{{"everything", true}};
    append(home.store, id, {erasing});
    CHECK_FALSE(found(home.store, account, "/cases/1/edit/project"));
    CHECK(found(home.store, account, "/cases/2/edit/project"));
}

TEST_CASE("beyond 200 forms the words typed longest ago go") {
    OnSqlite home;
    const auto account = somebody(home.store);
    for (int i = 0; i <= most_typed_texts; ++i) {
        auto typed = typed_on(1, "/cases/1/edit/" + std::to_string(i), "2026-03-02");
        typed.at += std::chrono::seconds{i};
        REQUIRE(keep(home.store, account, typed));
    }
    CHECK_FALSE(found(home.store, account, "/cases/1/edit/0"));
    CHECK(found(home.store, account, "/cases/1/edit/1"));
}
