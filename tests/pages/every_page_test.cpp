// Every page in every state: none may fail, and no piece of a template is left that nobody prints.
#include "base/sha256.hpp"
#include "letters/verification.hpp"
#include "store/letter_pdfs.hpp"
#include "pages/german_words.hpp"
#include "pages/visitors.hpp"
#include "server/health.hpp"
#include "store/programmes.hpp"
#include "web/api/job_queue.hpp"
#include "web/pages/error_pages.hpp"
#include "workflow/load.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>
#include <set>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Opens every page there is for these accounts; none may fail, whatever it has to show.
void open_everything(PagesInTest& pages, const std::string& path) {
    for (const auto* page : {"/barrierefreiheit", "/datenschutz", "/impressum", "/login"})
        CHECK(pages.get("", page).status == 200);
    for (const auto& account :
         {"gemeinde", "zeichner", "fach", "entscheidung", "revision", "partner", "vg", "finanzen"})
        for (const auto* page :
             {"/", "/search", "/search?q=EGOV&open=1&programme=thueregovrl", "/search?q=e", "/search?q=e&after=1",
              "/news", "/news?before=200", "/worklist?show=all", "/worklist?show=all&recipient=16075085&closed=1",
              "/worklist?q=nichts", "/applications/new", "/budget?year=2026&programme=thueregovrl", "/budget?as_of=x",
              "/reports"})
            CHECK(pages.get(account, page).status < 500);
    for (const auto& account : {"gemeinde", "zeichner", "formal", "fach", "entscheidung"})
        for (const auto* page :
             {"", "/preview", "/edit", "/edit/project", "/edit/cost_plan", "/edit/documents", "/forms/notice",
              "?as_of=02.11.2026", "?as_of=x", "/steps/accept", "/steps/request_supplement"})
            CHECK(pages.get(account, path + page).status < 500);
}

/// An earlier application taken over, in every state of the page.
void take_over_from(PagesInTest& pages, const std::string& earlier, const std::string& draft) {
    const auto from = earlier.substr(earlier.rfind('/') + 1);
    const auto compared = draft + "/copy?from=" + from;
    pages.get("gemeinde", draft + "/preview");
    pages.get("gemeinde", earlier + "/preview");
    pages.get("gemeinde", draft + "/copy");
    pages.get("gemeinde", compared);
    CHECK(pages.post("gemeinde", draft + "/copy", {{"from", from}}).status == 422);
    led_to(pages.post("gemeinde", draft + "/edit/project", {{"project_title", "Anderer Titel"}}));
    pages.get("gemeinde", compared);
    Pairs all = {{"from", from}};
    for (const auto* field : {"project_title", "project_description", "cost_plan", "partners"})
        all.emplace_back("take", field);
    led_to(pages.post("gemeinde", draft + "/copy", all));
    pages.get("gemeinde", compared);
    pages.get("beratung", draft + "/copy");
}

/// One workbook that is there, one that failed, one in work, seen by who asked for them.
void see_reports_in_every_state(PagesInTest& pages) {
    pages.site().report_jobs = std::make_shared<JobQueue>(
        pages.site().clock, ".xlsx",
        [](const JobOrder& order, const std::filesystem::path& file,
           const JobQueue::Progress& progress) -> Result<Record> {
            if (order.name == "repayments") return refuse("report.too_many_rows", {{"report", "R"}, {"most", 1}});
            std::ofstream{file} << "x";
            while (order.name == "grants") {  // until the queue ends
                progress(1, 4);
                std::this_thread::yield();
            }
            if (order.name == "regional") return Record{{"rows", 1412}, {"checks", 4}, {"differing", 1}};
            if (order.name == "cash-flow") return Record{{"rows", 7}, {"checks", 3}, {"differing", 0}};
            return {};
        });
    const Pairs asked = {{"programme", "thuerfag"}, {"year", "2026"}, {"as_of", "1.11.2026"}};
    for (const auto* name : {"applications", "repayments", "regional", "cash-flow", "grants"}) {
        auto fields = asked;
        fields.emplace_back("name", name);
        CHECK(led_to(pages.post("finanzen", "/reports", fields)) == "/reports");
    }
    std::string body;
    do body = pages.get("finanzen", "/reports").body;
    while (body.find("25 %") == std::string::npos);
    CHECK_THAT(body, ContainsSubstring("ThürFAG, Stand 01.11.2026"));
    CHECK_THAT(body, ContainsSubstring("ThürFAG, 2026, Stand 01.11.2026"));
    CHECK_THAT(body, ContainsSubstring("mehr als 1 Zeilen"));
    CHECK_THAT(body, ContainsSubstring("1 Prüfung weicht ab") && ContainsSubstring(">stimmt<") &&
                         ContainsSubstring("ohne Prüfung") && ContainsSubstring(">1.412<"));
    CHECK(*pages.get("finanzen", "/reports").header("Refresh") == "3");
    const auto link = body.substr(body.find("/reports/jobs/"), std::string{"/reports/jobs/.xlsx"}.size() + 32);
    CHECK(pages.get("finanzen", link).status == 200);
    CHECK(pages.get("revision", link).status == 404);
    CHECK(pages.get("gemeinde", link).status == 403);
    CHECK_THAT(pages.get("haushalt", "/reports").body, !ContainsSubstring("/reports/jobs/"));
    CHECK(pages.post("gemeinde", "/reports", {{"name", "grants"}}).status == 403);
    CHECK(pages.post("finanzen", "/reports", {{"name", "invoices"}}).status == 404);
    CHECK(pages.post("finanzen", "/reports", {{"name", "grants"}, {"as_of", "1.11.2099"}}).status == 422);
    pages.site().report_jobs.reset();
}

void subscribe_calendar(PagesInTest& pages) {
    CHECK_THAT(pages.get("fach", "/calendar").body, ContainsSubstring("Es gibt noch keine Kalenderadresse"));
    const auto made = pages.post("fach", "/calendar", {});
    CHECK(made.status == 200);
    CHECK_THAT(made.body, ContainsSubstring("/calendar/") && ContainsSubstring(".ics"));
    const auto later = pages.get("fach", "/calendar").body;  // the secret is shown once
    CHECK_THAT(later, ContainsSubstring("Adresse widerrufen") && !ContainsSubstring(".ics"));
    CHECK(led_to(pages.post("fach", "/calendar/revoke", {})) == "/calendar");
}

/// One's own account with each state of the second factor; the code page with a form that was kept.
void sign_in_with_second_factor(PagesInTest& pages) {
    CHECK(led_to(pages.post("kasse", "/profile/second-factor", {})) == "/profile#faktor");
    CHECK(pages.post("kasse", "/profile/second-factor/confirm", {{"code", "falsch"}}).status == 422);
    const auto code = shown_by_app(pages, "kasse");
    CHECK(pages.post("kasse", "/profile/second-factor/confirm", {{"code", code}}).status == 200);
    CHECK(pages.get("kasse", "/profile?done=mail").status == 200);
    const Pairs typed{{"account", "kasse"}, {"password", "demo"}, {"kept_path", "/cases/1"}, {"kept:reason", "x"}};
    const auto half = pages.raw(from_anybody("/login", typed)).body;
    const std::string before = R"(name="ticket" value=")";
    const auto ticket = half.substr(half.find(before) + before.size(), 64);
    CHECK(pages.raw(from_anybody("/login/code", {{"ticket", ticket}, {"code", code}})).status == 401);
    pages.get("admin", "/admin");
    pages.site().health = [&] { return health_of(pages.house(), false, LettersHealth::Made); };
    pages.get("admin", "/admin/health");
    pages.get("admin", "/programmes/thueregovrl/letters");
    pages.get("admin", "/programmes/thueregovrl/letters/grant_notice");
    pages.get("admin", "/admin/settings");
    pages.get("revision", "/admin/settings/courts.yaml");
    CHECK(pages.post("admin", "/admin/settings/holidays.yaml", {{"content", "holidays: 3"}}).status == 422);
    CHECK(pages.post("admin", "/admin/settings/holidays.yaml", {{"content", "holidays: []"}}).status == 412);
    CHECK(pages.post("admin", "/admin/accounts", {{"name", "Kasse"}}).status == 422);
    CHECK(pages.post("admin", "/admin/accounts/kasse/duties", {{"duty", "koenig"}, {"recipient", "?"}}).status == 422);
    CHECK(pages.post("admin", "/admin/accounts/kasse/duties", {{"duty", "koenig"}}).status == 422);
    CHECK(led_to(pages.post("admin", "/admin/accounts/kasse/second-factor/remove", {})) == "/admin/accounts/kasse");
}

/// A later version of a programme, as a laxer verifier of long ago might have let it pass.
void read_versions(PagesInTest& pages) {
    auto bundle = read_bundle(std::filesystem::path{SOURCE_DIR} / "workflows", "projektaufruf");
    for (auto& [path, content] : bundle.files) {
        const std::string states = "\nstates:";
        const auto at = path.ends_with("outline.yaml") ? content.find(states) : std::string::npos;
        if (at != std::string::npos)
            content.insert(content.find('\n', at + 1),
                           "\n  nowhere: {label: Nirgends, owner: decider, no_clock: Niemand kommt hin}");
    }
    const auto definition = load_definition(bundle);
    REQUIRE(definition);
    pages.site().store.run([&](Transaction& transaction) {
        add_programme_version(transaction.session(), {"projektaufruf", definition->version, definition->title,
                                                      bundle.files, pages.site().clock.now()});
    });
    pages.site().programmes.add(bundle);
    CHECK_THAT(pages.get("fach", "/programmes/projektaufruf/versions").body,
               ContainsSubstring("mit Befunden") && ContainsSubstring("nowhere"));
}

/// Somebody stands in, with every mistake on the way; the administration does the same for others.
void grant_substitutions(PagesInTest& pages) {
    CHECK_THAT(pages.get("fach", "/substitutions").body, ContainsSubstring("Es ist keine Vertretung eingetragen."));
    CHECK(pages.get("gemeinde", "/substitutions").status == 403);
    CHECK(pages.post("fach", "/substitutions", {{"substitute", "zweit"}, {"from", "morgen"}, {"to", ""}}).status ==
          422);
    CHECK_THAT(pages
                   .post("fach", "/substitutions",
                         {{"substitute", "fach"}, {"from", "5.11.2026"}, {"to", "4.11.2026"}, {"reason", ""}})
                   .body,
               ContainsSubstring("Niemand vertritt sich selbst.") && ContainsSubstring("das liegt vor ihrem Beginn"));
    CHECK(pages
              .post("admin", "/substitutions",
                    {{"account", "niemand"}, {"substitute", "zweit"}, {"from", "2.11.2026"}, {"to", "6.11.2026"}})
              .status == 422);
    CHECK_THAT(pages
                   .post("admin", "/substitutions",
                         {{"substitute", "zweit"}, {"from", "2.11.2026"}, {"to", "6.11.2026"}, {"reason", "Urlaub"}})
                   .body,
               ContainsSubstring("keine Zuständigkeit, die vertreten werden kann"));
    for (const auto* first_day : {"2.11.2026", "5.11.2026"})
        CHECK(led_to(pages.post("admin", "/substitutions",
                                {{"account", first_day[0] == '2' ? "formal" : "haushalt"},
                                 {"substitute", "zweit"},
                                 {"from", first_day},
                                 {"to", "6.11.2026"},
                                 {"reason", "Urlaub"}})) == "/substitutions");
    CHECK(led_to(pages.post("haushalt", "/substitutions/2/end", {})) == "/substitutions");  // before it began
    CHECK_THAT(pages.get("admin", "/substitutions").body,
               ContainsSubstring("vor Beginn beendet") && ContainsSubstring("Ab heute beenden"));
    CHECK(pages.post("fach", "/substitutions/7/end", {}).status == 404);
    CHECK_THAT(pages.get("zweit", "/worklist").body, ContainsSubstring("in Vertretung für"));
}

/// What somebody typed into a form and did not send is offered when the page is opened again.
void leave_words_behind(PagesInTest& pages, const std::string& account, const std::string& form,
                        const std::string& field, const std::string& page) {
    CHECK(pages.post(account, "/typed", {{"typed_page", form}, {field, "Angefangen"}}).status == 200);
    CHECK_THAT(pages.get(account, page).body, ContainsSubstring("sind noch da"));
    led_to(pages.post(account, "/typed/discard", {{"typed_page", form}}));
}

/// A body is looked for and ends, with every mistake on the way.
void end_a_body(PagesInTest& pages) {
    pages.get("admin", "/worklist");
    pages.get("admin", "/recipients");
    pages.get("admin", "/recipients?q=Ranis");
    pages.get("admin", "/recipients/16067053");
    CHECK(pages.post("admin", "/recipients/16067053/end", {}).status == 422);
    led_to(pages.post("admin", "/recipients/16067053/end",
                      {{"last_day", "31.12.2027"}, {"successor", "16075085"}, {"source", "Beispielgesetz"}}));
    pages.get("admin", "/recipients?q=Ohrdruf");
    pages.get("admin", "/recipients/16067053");
}

/// Two changes proposed, one wrongly; one is released and one declined.
void change_the_budget(PagesInTest& pages) {
    Pairs change = {{"kind", "carry_over"},
                    {"line", "16 90/633 01"},
                    {"year", "2026"},
                    {"amount", "1.000,00"},
                    {"reason", "Rest aus 2025."}};
    led_to(pages.post("finanzen", "/budget/proposals", change));
    led_to(pages.post("finanzen", "/budget/proposals", change));
    change[3].second = "1,234.5";
    CHECK(pages.post("finanzen", "/budget/proposals", change).status == 422);
    pages.get("finanzen", "/budget/proposals");
    CHECK_THAT(pages.get("haushalt", "/worklist").body, ContainsSubstring("2 Vorschläge zum Haushalt"));
    pages.get("haushalt", "/budget/proposals");
    pages.get("finanzen", "/budget/year");
    pages.get("haushalt", "/budget/year?year=x");
    CHECK(pages.get("gemeinde", "/budget/year").status == 403);
    CHECK(pages.get("gemeinde", "/budget/cases?line=16 90/633 01&year=2026").status == 403);
    CHECK(pages.get("finanzen", "/budget/cases?line=16 90/633 01").status == 404);
    CHECK(pages.get("finanzen", "/budget/cases?line=99&year=2026").status == 404);
    led_to(pages.post("haushalt", "/budget/proposals/1", {{"answer", "release"}}));
    led_to(pages.post("haushalt", "/budget/proposals/2", {{"answer", "decline"}, {"reason", "Doppelt."}}));
    change[0].second = "block";
    change[3].second = "20.000.000,00";  // more than there is
    led_to(pages.post("finanzen", "/budget/proposals", change));
    led_to(pages.post("haushalt", "/budget/proposals/3", {{"answer", "release"}}));
    CHECK_THAT(pages.get("haushalt", "/budget").body, ContainsSubstring("noch nicht gedeckt"));
    change[0].second = "unblock";
    led_to(pages.post("finanzen", "/budget/proposals", change));
    led_to(pages.post("haushalt", "/budget/proposals/4", {{"answer", "release"}}));
    CHECK_THAT(pages.get("haushalt", "/budget/proposals").body, ContainsSubstring("Doppelt."));
    CHECK(pages.get("gemeinde", "/budget/proposals").status == 403);
}

/// A simulation with everything it can say: calculated, wrong, kept, old, of a year to come and of one that is over.
void simulate_awards_at_all(PagesInTest& pages, const std::string& path) {
    const auto id = path.substr(path.rfind('/') + 1);
    const std::string base = "/budget/simulation";
    Pairs asked = {{"line", "16 90/633 01"},          {"year", "2026"},     {"case", id},
                   {"amount-" + id, "90.000.000,00"}, {"name", "Dezember"}, {"do", "calculate"}};
    CHECK_THAT(pages.post("finanzen", base, asked).body, ContainsSubstring("passt nicht"));
    asked[3].second = "x";
    CHECK(pages.post("finanzen", base, asked).status == 422);
    asked[3].second = "80.000,00";
    asked[5].second = "keep";
    const auto kept = led_to(pages.post("finanzen", base, asked));
    asked[4].second = "";
    CHECK(pages.post("finanzen", base, asked).status == 422);
    asked[1].second = "2027";
    asked.emplace_back("assumed", "x");
    CHECK(pages.post("finanzen", base, asked).status == 422);
    Pairs change = {{"kind", "provisional"}, {"line", "16 90/633 01"}, {"year", "2026"}, {"reason", "Kein Haushalt."}};
    led_to(pages.post("finanzen", "/budget/proposals", change));
    led_to(pages.post("haushalt", "/budget/proposals/5", {{"answer", "release"}}));
    CHECK_THAT(pages.get("finanzen", kept).body, ContainsSubstring("gilt die vorläufige Haushaltsführung"));
    change.front().second = "regular";
    led_to(pages.post("finanzen", "/budget/proposals", change));
    led_to(pages.post("haushalt", "/budget/proposals/6", {{"answer", "release"}}));
    pages.get("finanzen", kept);
}

/// What is ordered is listed; one that must not be confirmed by whoever ordered it, one confirmed wrongly, one that is paid.
void confirm_payments_of_the_demo(PagesInTest& pages) {
    const auto found = machine_in(pages, "payment-request", "ordered");
    const auto id = found.substr(7, found.find("/machines") - 7);
    const Pairs order = {{"order", id + "-" + found.substr(found.rfind('/') + 1)}, {"value_date", "20.11.2099"}};
    CHECK(pages.post("kasse", "/payments", {{"value_date", "x"}}).status == 422);
    CHECK_THAT(pages.post("kasse", "/payments", order).body, ContainsSubstring("Nicht bestätigt"));
    CHECK_THAT(pages
                   .post("kasse", "/payments",
                         {order.front(), {"value_date", to_german(pages.site().clock.today())}, {"seq:" + id, "1"}})
                   .body,
               ContainsSubstring("Nicht bestätigt"));
    auto& identity = pages.house().identity;
    REQUIRE(identity.give_duty(Account::system(), "haushalt", {"cashier", "", ""}));
    CHECK_THAT(pages.get("haushalt", "/payments").body, ContainsSubstring("nicht wählbar"));
    REQUIRE(identity.take_duty(Account::system(), "haushalt", {"cashier", "", ""}));
    CHECK_THAT(
        pages.post("kasse", "/payments", {order.front(), {"value_date", to_german(pages.site().clock.today())}}).body,
        ContainsSubstring("Auszahlungen bestätigt"));
}

/// Messages to and fro, more than the case page shows, one refused, one erased.
void correspond(PagesInTest& pages, const std::string& path) {
    for (const auto* text : {"Eins", "Zwei", "Drei", "Vier"})
        CHECK(led_to(pages.post("gemeinde", path + "/messages", {{"text", text}})) == path + "#nachrichten");
    CHECK_THAT(pages.get("formal", "/worklist").body, ContainsSubstring("Nachricht ungelesen"));
    CHECK_THAT(pages.get("formal", path).body, ContainsSubstring("Alle 4 Nachrichten lesen"));
    CHECK_THAT(pages.get("formal", "/worklist").body, !ContainsSubstring("Nachricht ungelesen"));
    led_to(pages.post("formal", path + "/messages", {{"text", "Antwort"}}));
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("Nachricht lesen"));
    CHECK(pages.post("gemeinde", path + "/messages", {{"text", " "}}).status == 422);
    CHECK_THAT(pages.get("revision", path + "/messages").body, ContainsSubstring("lesen Sie nur mit"));
}

}  // namespace

TEST_CASE("every page opens for whoever may see it, with all it asks for") {
    PagesInTest pages{"2026-11-02", true};
    open_everything(pages, handed_in_application(pages));
}

TEST_CASE("a case shows everything in every state on the way to a grant") {
    PagesInTest pages{"2026-11-02", true};
    const auto path = handed_in_application(pages);
    const auto everybody_looks = [&](const std::string& state) {
        INFO(state);
        for (const auto& account :
             {"gemeinde", "zeichner", "formal", "fach", "haushalt", "zweit", "entscheidung", "revision"})
            CHECK(pages.get(account, path).status == 200);
    };
    everybody_looks("formal_review");
    led_to(pages.post(
        "formal", path + "/steps/request_supplement",
        {{"items.0.document", "price_basis"}, {"items.0.text", "Bitte ein zweites Angebot."}, {"due", "30.11.2026"}}));
    pages.get("gemeinde", path + "/edit");
    everybody_looks("supplement_requested");
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Bitte ein zweites Angebot."));
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("Unterlagen nachreichen"));
    led_to(pages.post("zeichner", path + "/steps/resubmit", {}));
    led_to(pages.post("formal", path + "/steps/accept", {}));
    led_to(pages.post("fach", path + "/steps/recommend_refusal",
                      {{"reason_code", "not_eligible"}, {"reason", "Nur für die Behörde bestimmt."}}));
    everybody_looks("decision_ready");
    CHECK_THAT(pages.get("entscheidung", path).body, ContainsSubstring("Nur für die Behörde bestimmt."));
    CHECK_THAT(pages.get("gemeinde", path).body, !ContainsSubstring("Nur für die Behörde bestimmt."));
    led_to(pages.post("entscheidung", path + "/steps/announce_refusal",
                      {{"due", "30.11.2026"}, {"reason", "Nicht förderfähig."}}));
    everybody_looks("hearing");
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Nicht förderfähig."));
    led_to(pages.post("zeichner", path + "/steps/answer_hearing", {{"text", "Wir sehen es anders."}}));
    CHECK_THAT(pages.get("entscheidung", path + "/steps/refuse").body,
               ContainsSubstring("Bescheid, so wie Sie ihn zeichnen"));
    led_to(pages.post("entscheidung", path + "/steps/refuse", {{"reason", "Die Voraussetzungen fehlen."}}));
    everybody_looks("refused");
}

/// The page of a code: known, unknown, and none yet. The PDF is put there by hand; making one is no matter of pages.
void ask_for_codes(PagesInTest& pages, const std::string& path) {
    const auto id = std::stoll(path.substr(path.rfind('/') + 1));
    FrozenLetter letter;
    pages.site().store.read([&](Snapshot& snapshot) { letter = snapshot.letters(id).at(0); });
    const auto code = verification_code(id, letter.seq, letter.name, letter.sha256);
    pages.site().store.run([&](Transaction& transaction) {
        keep_letter_pdf(transaction.session(), {id, letter.seq, letter.name}, {code, sha256_hex("%PDF"), "%PDF"},
                        pages.site().clock.now());
    });
    CHECK_THAT(pages.get("gemeinde", "/echt/" + in_fours(code)).body, ContainsSubstring("Eingangsbestätigung"));
    CHECK(pages.get("gemeinde", "/echt?code=KEIN-CODE").status == 404);
    CHECK(pages.get("gemeinde", "/echt").status == 200);
}

TEST_CASE("no piece of a template is left that no test prints") {
    PagesInTest pages{"2026-11-02", true};
    std::set<std::string> german;
    const auto words = german_beginnings(*pages.site().installation);
    pages.also_in_english([&](const std::string& address, const std::string& body) {
        german.merge(german_words_of(address, body, words));
    });
    const auto path = filled_in_application(pages);
    led_to(
        pages.post("gemeinde", path + "/edit/partners",
                   {{"partners.0.recipient", "16065000"}, {"partners.0.share_cents", "10.000,00"}, {"then", "back"}}));
    pages.get("partner", path);
    pages.get("partner", "/");
    pages.get("gemeinde", path);
    const auto draft = led_to(
        pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
    pages.get("gemeinde", draft);
    take_over_from(pages, path, draft.substr(0, draft.rfind('/')));
    pages.get("gemeinde", path + "/edit/declarations");
    pages.post("gemeinde", path + "/edit/project", {{"seen_seq", "1"}, {"project_title", "Schnittstelle Bürgerakte"}});
    pages.post("gemeinde", path + "/edit/cost_plan",
               {{"cost_plan.0.item", "Kurse"}, {"cost_plan.0.amount_cents", "1.2oo,00"}});
    pages.post("gemeinde", path + "/edit/cost_plan",
               {{"cost_plan.0.item", "Kurse"},
                {"cost_plan.0.year", "2026"},
                {"paste:cost_plan", "Kurse\t2027\t5,00\tja"},
                {"take_rows", "cost_plan"}});
    pages.post("gemeinde", path + "/edit/cost_plan", {{"paste:cost_plan", "x"}, {"take_rows", "cost_plan"}});
    pages.post("gemeinde", path + "/edit/project", {{"seen_seq", "1"}, {"project_title", "Mein Titel"}});
    pages.post("gemeinde", path + "/edit/project", {{"seen_seq", "2"}, {"project_title", "Mein Titel"}});
    leave_words_behind(pages, "gemeinde", path + "/edit/project", "project_title", path + "/edit/project");
    pages.post("zeichner", path + "/steps/submit", {});
    pages.post("gemeinde", "/cases", {});
    led_to(pages.post("partner", path + "/partners/16065000", {{"answer", "confirm"}, {"share", "10.000,00"}}));
    led_to(pages.post("gemeinde", path + "/documents", {{"kind", "cooperation_agreement"}, {"back", path}},
                      {pdf("vertrag.pdf")}));
    pages.get("zeichner", path + "/edit");
    led_to(pages.post("zeichner", path + "/steps/submit", {}));
    led_to(pages.post("fach", path + "/conflicts", {{"kind", "concern"}, {"reason", "Verwandt."}}));
    pages.get("gemeinde", path);
    led_to(pages.post("gemeinde", path + "/machines/early-start", {{"description", "Schnittstelle"}}));
    pages.post("entscheidung", path + "/steps/settle_otherwise", {{"seen_seq", "1"}, {"reason", "Spät."}});
    pages.post("fach", path + "/conflicts", {{"kind", "nonsense"}});
    error_page(pages.site(), {500, {"front.detail.500", {}}, "K7M4-29QF"}, request_to("GET", "/"));
    auto late = request_to("POST", path + "/edit/project");
    late.form.add("project_title", "x");
    pages.raw(late);
    late = request_to("POST", "/login");
    for (const auto& [name, value] :
         Pairs{{"account", "fach"}, {"password", "demo"}, {"kept_path", path}, {"kept:reason", "x"}})
        late.form.add(name, value);
    pages.raw(late);
    open_everything(pages, path);
    for (const auto* page : {"/programmes", "/programmes/thueregovrl", "/programmes/thueregovrl/ranking"})
        CHECK(pages.get("admin", page).status == 200);
    CHECK(pages.post("admin", "/programmes/thueregovrl/periods", {{"object", "dms"}}).status == 422);
    change_the_budget(pages);
    simulate_awards_at_all(pages, path);
    confirm_payments_of_the_demo(pages);
    grant_substitutions(pages);
    subscribe_calendar(pages);
    sign_in_with_second_factor(pages);
    end_a_body(pages);
    read_versions(pages);
    for (const auto* account : {"gemeinde", "formal"})
        for (const auto& page : {path, path + "/messages"})
            leave_words_behind(pages, account, path + "/messages", "text", page);
    leave_words_behind(pages, "formal", path + "/steps/request_supplement", "reason",
                       path + "/steps/request_supplement");
    correspond(pages, path);
    led_to(pages.post("formal", path + "/forms/formal_check",
                      {{"complete", "not_fulfilled"}, {"complete_remark", "Angebot fehlt."}, {"then", "back"}}));
    pages.get("fach", path);
    const std::string missing_column = "/worklist?column=missing";
    CHECK(led_to(pages.post("formal", "/worklist/lists", {{"name", "Meine Liste"}, {"address", missing_column}})) ==
          missing_column);
    pages.get("formal", missing_column);
    pages.get("formal", "/worklist");
    const Pairs together = {{"case", path.substr(path.rfind('/') + 1)}};
    pages.get("zweit", "/worklist/together?case=" + together.front().second);
    CHECK(pages.post("zweit", "/worklist/together", together).status == 422);
    auto accepting = together;
    accepting.insert(accepting.end(), {{"step", "accept"}, {"reason", "Vollständig."}});
    CHECK_THAT(pages.post("zweit", "/worklist/together", accepting).body,
               ContainsSubstring("bei 1 von 1 Vorgängen ausgeführt"));
    led_to(pages.post("entscheidung", path + "/conflicts/1/lift", {{"reason", "Geprüft."}}));
    const Pairs recommendation = {{"eligible_cents", "100.000,00"},
                                  {"financing_type", "proportional"},
                                  {"rate", "80"},
                                  {"award_cents", "80.000,00"},
                                  {"slices.0.year", "2026"},
                                  {"slices.0.amount_cents", "80.000,00"},
                                  {"reason", "Erfüllt."}};
    led_to(pages.post("fach", path + "/steps/recommend", recommendation));
    CHECK_THAT(pages.get("fach", path).body, ContainsSubstring("in Vertretung für"));
    pages.get("fach", path + "/notice");
    pages.get("fach", path);
    led_to(pages.post("haushalt", path + "/steps/reserve", {}));
    led_to(pages.post("zweit", path + "/steps/cosign", {}));
    pages.get("entscheidung", path + "/steps/approve");
    led_to(pages.post("entscheidung", path + "/steps/approve", {{"reason", "Bewilligt."}}));
    ask_for_codes(pages, path);
    led_to(pages.post("formal", path + "/steps/offer_in_portal", {}));
    pages.get("zeichner", path + "/letters/grant_notice");
    led_to(pages.post("zeichner", path + "/letters/grant_notice", {}));
    pages.get("zeichner", path + "/steps/waive_remedy");
    const auto cases = "/budget/cases?line=16 90/633 01&year=2026";
    CHECK_THAT(pages.get("finanzen", cases).body, ContainsSubstring(path + "\""));
    auto& identity = pages.house().identity;
    REQUIRE(identity.take_duty(Account::system(), "finanzen", {"finance", "", ""}));
    REQUIRE(identity.give_duty(Account::system(), "finanzen", {"finance", "", "thuerfag"}));
    CHECK_THAT(pages.get("finanzen", cases).body, ContainsSubstring("nicht sehen darf"));
    for (int number = 0; number < 26; ++number)
        led_to(pages.post("gemeinde", "/cases", {{"recipient", "16067053"}, {"programme", "thueregovrl"}}));
    const auto first = pages.get("gemeinde", "/worklist?show=all").body;
    CHECK_THAT(first, ContainsSubstring("Nächste Seite"));

    pages.travel_to("2027-03-01");  // over the three months of § 75 VwGO
    CHECK_THAT(pages.get("haushalt", "/budget/simulation/1").body,
               ContainsSubstring("Seit dem Sichern") && ContainsSubstring("ist vorbei"));
    pages.get("revision", "/worklist?show=all");
    pages.get("gemeinde", "/worklist?show=all&after=~3");

    pages.travel_to("2027-01-04");
    for (const auto* account : {"gemeinde", "revision"})
        CHECK(pages.get(account, path + "?as_of=02.11.2026").status == 200);

    pages.get("zeichner", machine_in(pages, "proof-of-use", "draft") + "/steps/submit");
    pages.get("zeichner", machine_in(pages, "payment-request", "draft") + "/steps/submit");
    pages.travel_to("2026-11-20");
    const auto old = filled_in_application(pages);
    led_to(pages.post("zeichner", old + "/steps/submit", {}));
    led_to(pages.post(
        "formal", old + "/steps/request_supplement",
        {{"items.0.document", "price_basis"}, {"items.0.text", "Bitte ein zweites Angebot."}, {"due", "30.11.2026"}}));
    pages.get("gemeinde", old + "/edit");
    led_to(pages.post("zeichner", old + "/steps/withdraw", {{"reason", "Kein Bedarf."}}));
    pages.travel_to("2036-12-01");
    pages.get("admin", old);
    led_to(pages.post("admin", old + "/retention/propose_erasure", {{"what", "document/1"}, {"reason", "Verlangt."}}));
    pages.get("entscheidung", old);
    led_to(pages.post("entscheidung", old + "/retention/erase", {{"what", "document/1"}}));
    CHECK_THAT(pages.get("admin", "/archive").body, ContainsSubstring(old + "\"") && ContainsSubstring("anzubieten"));
    led_to(pages.post("admin", old + "/retention/offer_to_archive", {}));
    const auto list = pages.get("revision", "/archive.csv");
    CHECK(list.status == 200);
    CHECK_THAT(list.body, ContainsSubstring("angeboten, Antwort steht aus") && ContainsSubstring("Aktenzeichen;"));
    for (const auto* account : {"gemeinde", "fach"}) {
        CHECK(pages.get(account, "/archive").status == 403);
        CHECK(pages.get(account, "/archive.csv").status == 403);
    }
    pages.get("admin", old);
    CHECK(pages.post("admin", old + "/retention/archive_answer", {{"outcome", "taken_over"}}).status == 422);
    led_to(pages.post("admin", old + "/retention/archive_answer",
                      {{"outcome", "taken_over"}, {"date", "2036-12-01"}, {"reference", "LATh 7"}}));
    pages.get("admin", old);
    led_to(pages.post("admin", old + "/retention/propose_disposal", {}));
    pages.get("entscheidung", old);
    led_to(pages.post("entscheidung", old + "/retention/dispose", {}));
    CHECK_THAT(pages.get("admin", old).body, ContainsSubstring("Gelöscht am"));
    CHECK(pages.get("admin", old + "/documents/2").status == 410);

    see_reports_in_every_state(pages);

    std::set<std::string> unseen, seen;
    for (const auto& page : pages.pages().templates.pages()) {
        const auto own = pages.pages().templates.keys_seen(page);
        seen.insert(own.begin(), own.end());
    }
    for (const auto& page : pages.pages().templates.pages())
        for (const auto& key : pages.pages().templates.keys_of(page))
            if (!seen.contains(key)) unseen.insert(page + ": " + key);
    CHECK(unseen == std::set<std::string>{});
    CHECK(german == std::set<std::string>{});
}
