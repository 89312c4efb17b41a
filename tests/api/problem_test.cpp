#include "web/api/problem.hpp"

#include "domain/load.hpp"
#include "web/refusal_status.hpp"

#include <catch2/catch_all.hpp>
#include <nlohmann/json.hpp>
#include <set>

using namespace foerderlauf;

namespace {

const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config");
    return all;
}

}  // namespace

TEST_CASE("every kind of refusal has its status") {
    using Kind = Refusal::Kind;
    const auto [kind, status] = GENERATE(table<Kind, int>({{Kind::BadInput, 422},
                                                           {Kind::NotSignedIn, 401},
                                                           {Kind::NotAllowed, 403},
                                                           {Kind::NotFound, 404},
                                                           {Kind::Blocked, 409},
                                                           {Kind::Overtaken, 412},
                                                           {Kind::TooMany, 429}}));
    const Refusal refusal{kind, {"sign_in.too_many", {{"seconds", 42}}}};
    CHECK(status_of(refusal) == status);
    const auto reply = problem_reply(refusal, texts());
    CHECK(reply.status == status);
    CHECK(reply.content_type == "application/problem+json");
    const auto body = nlohmann::json::parse(reply.body);
    CHECK(body.at("status") == status);
    CHECK(body.at("type") == "urn:foerderlauf:problem:sign_in.too_many");
    CHECK(body.at("title").get<std::string>().find("«") == std::string::npos);
    CHECK(body.at("detail") == texts().sentence("sign_in.too_many", {{"seconds", 42}}));
    CHECK((reply.header("WWW-Authenticate") != nullptr) == (status == 401));
    CHECK((reply.header("Retry-After") != nullptr) == (status == 429));
}

TEST_CASE("blockers and fields are told with their sentences") {
    Refusal refusal{Refusal::Kind::Blocked, {"refusal.blocked", {{"title", "Mittel vormerken"}}}};
    refusal.blockers.push_back(
        {"every_slice_covered",
         "§§ 38 und 45 ThürLHO",
         {"blocker.every_slice_covered.later_year", {{"year", 2027}, {"missing_cents", 400000}}}});
    refusal.fields.emplace("reason", Message{"field.reason_missing", {}});
    const auto body = nlohmann::json::parse(problem_reply(refusal, texts()).body);
    const auto& blocker = body.at("blockers").at(0);
    CHECK(blocker.at("check") == "every_slice_covered");
    CHECK(blocker.at("source") == "§§ 38 und 45 ThürLHO");
    CHECK(blocker.at("message") == "Für 2027 fehlen 4.000,00\u00A0€ Verpflichtungsermächtigung.");
    CHECK(blocker.at("values") == nlohmann::json({{"year", 2027}, {"missing_cents", 400000}}));
    CHECK(body.at("fields").at("reason") == texts().sentence("field.reason_missing"));
}

TEST_CASE("every sentence of the API, of signing in and of documents is in the catalogue") {
    const std::set<std::string> rooms = {"api.", "sign_in.", "account.", "document."};
    for (const auto& room : rooms)
        CHECK(std::ranges::any_of(texts().all(), [&](const auto& entry) { return entry.first.starts_with(room); }));
    const auto key = GENERATE(
        as<std::string>{}, "api.not_json", "api.not_multipart", "api.if_match", "api.idempotency_key",
        "api.not_signed_in", "api.csrf", "api.authority_only", "api.member.missing", "api.member.unknown",
        "api.member.not_text", "api.member.not_record", "api.member.not_integer", "api.member.not_date",
        "api.member.not_list", "api.member.not_year", "api.member.number_between", "api.no_such_number",
        "api.no_such_programme", "api.no_such_account", "api.no_such_document", "api.no_such_letter",
        "api.no_such_report", "api.no_such_job", "api.file_missing", "api.one_file", "api.no_draft",
        "api.draft_of_authority", "api.no_pdf_yet", "api.bulk.too_many", "api.bulk.not_a_number", "api.job.too_many",
        "api.job.fault", "api.job.failed", "api.job.not_done", "api.json.not_utf8", "api.json.syntax",
        "api.json.number", "api.json.name_twice", "api.json.too_deep", "api.json.not_an_object", "refusal.no_such_case",
        "refusal.key_reused", "field.recipient", "field.programme");
    INFO(key);
    CHECK(texts().knows(key));
}
