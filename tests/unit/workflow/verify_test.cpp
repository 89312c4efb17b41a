#include "workflow/checks/catalogue.hpp"

#include "unit/workflow/verify_planted.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

TEST_CASE("a state nothing leads to is found") {
    check_found({{{application_file, "from: budget_check, to: waiting_list,", "from: budget_check, to: budget_check,"}},
                 "verify.unreachable",
                 "  waiting_list: "});
}

TEST_CASE("a state without a way to an end is found, with the way that leads into it") {
    const auto found = check_found(
        {{{early_start_file, "  drop:    {from: [draft, requested]", "  drop:    {from: draft"},
          {early_start_file, "{from: requested, to: approved,", "{from: draft, to: approved,"},
          {early_start_file, "{from: requested, to: refused,", "{from: draft, to: refused,"}},
         "verify.no_end",
         "  requested: {label"});
    CHECK(found.story == std::vector<std::string>{"Entwurf", "Vorzeitigen Beginn beantragen → Beantragt"});
}

TEST_CASE("a state that waits without a clock is found, with a way that leads there unclocked") {
    const auto found = check_found(
        {{{application_file, "  renewal:     {after: {step: reopen}", "  renewal:     {after: {step: record_suit}"}},
         "verify.no_clock",
         "  formal_review:        {label"});
    CHECK(found.story.front() == "Entwurf");
    CHECK(found.story.back() == "Nach Urteil wieder aufnehmen → Formale Prüfung");
    check_found(
        {{{early_start_file, "owner: decider, no_clock: Die Frist nach § 75 VwGO läuft im Antrag", "owner: decider"}},
         "verify.no_clock",
         "  requested: {label"});
    check_found(
        {{{application_file, "after: {step: submit}, until: [serve,", "after: {step: submit}, until: [accept, serve,"}},
         "verify.no_clock",
         "  technical_review:     {label"});
}

TEST_CASE("a deadline that fires where the system may not take the step is found") {
    // The reservation would go on running in technical_review.
    const auto found = check_found(
        {{{application_file,
           "until: [return, release_reservation, approve, announce_refusal, withdraw, settle_otherwise], length: 3 "
           "months",
           "until: [release_reservation, approve, announce_refusal, withdraw, settle_otherwise], length: 3 months"}},
         "verify.fires_in_vain",
         "  reservation: {after"});
    CHECK(found.story.back() == "Zurückgeben → Fachliche Prüfung");
    check_found({{{application_file, "to: budget_check, by: system, title: Vormerkung verfallen",
                   "to: budget_check, by: budget_officer, title: Vormerkung verfallen"}},
                 "verify.fires_in_vain",
                 "  reservation: {after"});
}

TEST_CASE("deadlines without a day, without a service, or named twice are found") {
    check_found(GENERATE(values<Planted>({
        {{{application_file, "[announce_refusal, extend_deadline, lapse], field: due}, length: 3 weeks,",
           "[announce_refusal, extend_deadline, lapse], field: due},"}},
         "verify.deadline_without_day",
         "  hear:        {"},
        {{{application_file, "{step: put_on_waiting_list, field: review_on}", "{step: recommend, field: award_cents}"}},
         "verify.deadline_field_kind",
         "  review:      {"},
        {{{application_file, "{kind: date, label: Wiedervorlage am, required: true}",
           "{kind: date, label: Wiedervorlage am}"}},
         "verify.deadline_field_optional",
         "  review:      {"},
        {{{application_file, "{step: [serve, resume_remedy], served: notice}", "{step: refuse, served: notice}"}},
         "verify.nothing_served",
         "  remedy:      {"},
        {{{court_case_file, "checks:\n",
           "deadlines:\n  inaction: {after: {step: record_outcome}, length: 1 month, then: {remind: decider}, source: "
           "Einstellung}\nchecks:\n"}},
         "verify.deadline_twice",
         "  inaction: "},
    })));
}

TEST_CASE("a step nobody can take is found") {
    check_found({{{application_file, "{from: running, to: closed, by: decider", "{from: running, to: closed, by: []"}},
                 "verify.nobody",
                 "  close:                {from"});
    check_found(
        {{{application_file, "{from: running, to: closed, by: decider", "{from: running, to: closed, by: system"}},
         "verify.never_fired",
         "  close:                {from"});
    check_found(
        {{{application_file, "by: [formal_review, system], title: Bekanntgeben", "by: system, title: Bekanntgeben"}},
         "verify.never_fired",
         "title: Bekanntgeben"});
}

TEST_CASE("a separation nobody could satisfy, and one that can be walked around, are found") {
    check_found({{{application_file, "[{separation: {differs_from: [recommend], source",
                   "[{separation: {differs_from: [recommend, cosign], source"}},
                 "verify.differs_from_itself",
                 "{differs_from: [recommend, cosign]"});
    check_found({{{application_file, "[{separation: {differs_from: [recommend], source",
                   "[{separation: {differs_from: [submit], source"}},
                 "verify.cosigns_itself",
                 "  cosign:               {from"});
}

TEST_CASE("a grant without recommendation, reservation, co-signature, another person or commitment is found") {
    check_found(GENERATE(values<Planted>({
        {{{application_file,
           "[{recommended: {step: recommend, not: recommend_refusal, source: VV Nr. 2 zu § 44 ThürLHO}},\n             "
           "           {reserved",
           "[{reserved"}},
         "verify.grant_without.recommended",
         "  approve:             [{commit"},
        {{{application_file, "{reserved: {until: [reservation, budget_year], source: §§ 38 und 45 ThürLHO}},\n", ""}},
         "verify.grant_without.reserved",
         "  approve:             [{commit"},
        {{{application_file, "{cosigned: {since: recommend, step: cosign, source: Geschäftsordnung}},\n", ""}},
         "verify.grant_without.cosigned",
         "  approve:             [{commit"},
        {{{application_file,
           "{separation: {differs_from: [recommend, recommend_refusal, reserve, cosign, edit_notice], source: "
           "Geschäftsordnung}},\n                        {notice_complete",
           "{notice_complete"}},
         "verify.grant_without.separation",
         "  approve:             [{commit"},
        {{{application_file, "[{commit: recommend.slices}, {grant", "[{grant"}},
         "verify.grant_without.commit",
         "  approve:             [{grant"},
        {{{application_file, "{since: recommend, step: cosign,", "{since: accept, step: cosign,"}},
         "verify.cosigned_since_other",
         "{since: accept, step"},
    })));
}

TEST_CASE("money that stays bound, is bound twice or never was is found with its way") {
    const auto reserved = check_found(
        {{{application_file, "  withdraw:            [{release: reserved}, ", "  withdraw:            ["}},
         "verify.still_reserved",
         "  withdrawn:  "});
    CHECK(reserved.story.back() == "Antrag zurückziehen → Zurückgezogen");
    CHECK(std::ranges::find(reserved.story, "Mittel vormerken → Mitzeichnung") != reserved.story.end());

    const auto committed = check_found(
        {{{application_file, "[{release: committed}, {letter: closing_letter}]", "[{letter: closing_letter}]"}},
         "verify.still_committed",
         "  closed:  "});
    CHECK(committed.story.back() == "Vorgang abschließen → Abgeschlossen");

    const auto twice = check_found({{{application_file, "  return:              [{release: reserved}]\n", ""}},
                                    "verify.reserved_twice",
                                    "  reserve:             [{reserve: "});
    CHECK(twice.story.back() == "Mittel vormerken → Mitzeichnung");

    const auto unreserved = check_found(
        {{{application_file, "{reserved: {until: [reservation, budget_year], source: §§ 38 und 45 ThürLHO}},\n", ""}},
         "verify.committed_unreserved",
         "  approve:             [{commit"});
    CHECK(std::ranges::find(unreserved.story, "Ablehnung empfehlen → Entscheidungsreif") != unreserved.story.end());
}

TEST_CASE("a decision without letter, service, remedy or reasons is found") {
    check_found(GENERATE(values<Planted>({
        {{{application_file, "[{decide: refusal}, {letter: refusal_notice}]", "[{decide: refusal}]"}},
         "verify.decides_without_letter",
         "[{decide: refusal}]"},
        {{{application_file, "title: Ablehnen, primary: true, reason: required", "title: Ablehnen, primary: true"}},
         "verify.refuses_without_reason",
         "[{decide: refusal}, {letter"},
        {{{application_file, "  serve:               [{serve: notice},", "  serve:               [{letter: hearing},"}},
         "verify.never_served",
         "[{decide: refusal}, {letter"},
        {{{application_file, "after: {step: [serve, resume_remedy], served: notice}",
           "after: {step: [serve, resume_remedy]}"}},
         "verify.no_remedy",
         "[{decide: refusal}, {letter"},
    })));
}

TEST_CASE("effects that would not do what they say are found") {
    check_found(GENERATE(values<Planted>({
        {{{application_file, "[{reserve: recommend.slices}]", "[{reserve: recommend.cuts}]"}},
         "verify.other_slices",
         "[{reserve: recommend.cuts}]"},
        {{{application_file, "    kind: {kind: choice, label: Art der Bekanntgabe, required: true,",
           "    kind: {kind: choice, label: Art der Bekanntgabe,"}},
         "verify.serve_fields",
         "[{serve: notice}, {impose"},
        {{{application_file, "filed_on: {kind: date, label: Klage erhoben am, required: true}",
           "filed_on: {kind: date, label: Klage erhoben am}"}},
         "verify.no_filing_day",
         "  record_suit:         [{open"},
    })));
}

TEST_CASE("a machine nobody opens, or opened where it may not be, is found") {
    check_found({{{court_case_file, "opened_by: [] ", "opened_by: [] "},
                  {application_file, "[{open: court-case}, {super", "[{super"}},
                 "verify.never_opened",
                 "opened_by: []"});
    check_found({{{application_file, "[{open: court-case}", "[{open: early-start}"}},
                 "verify.opens_not_in",
                 "  record_suit:         [{open"});
    check_found({{{court_case_file, "step: reopen}", "step: close}"}}, "verify.fires_not_system", "step: close}"});
}

TEST_CASE("a child that cannot end with its application is found") {
    const std::string withdraw =
        "  withdraw:            [{release: reserved}, {end_child: {machine: early-start, step: drop}}]";
    const auto check_in_child = [&](const Change& change, const std::string& key) {
        check_found({{{application_file, withdraw, withdraw}, change}, key, withdraw});
    };
    check_in_child({early_start_file, "[applicant_signatory, system]", "applicant_signatory"},
                   "verify.fires_not_system");
    check_in_child({early_start_file, "{from: [draft, requested]", "{from: [draft]"}, "verify.ends_not_from");
    check_in_child({early_start_file, "system], title", "system], reason: required, title"}, "verify.ends_with_input");
    const auto other = [&](const std::string& machine, const std::string& step) {
        return "  withdraw:            [{end_child: {machine: " + machine + ", step: " + step + "}}]";
    };
    check_found(
        {{{application_file, withdraw, other("early-start", "give_up")}}, "verify.unknown_step.list", "give_up"});
    check_found({{{application_file, withdraw, other("late-start", "drop")}},
                 "verify.unknown_machine.list",
                 "machine: late-start"});
    check_found({{{application_file, withdraw, other("application", "withdraw")}},
                 "verify.ends_elsewhere",
                 "machine: application, step"});
}

TEST_CASE("a form edited by nobody, a step named like a form, and authorities on the same day are found") {
    check_found({{{application_file, "  notice: {by: [technical_review, formal_review]}\n", ""}},
                 "verify.no_editors",
                 "  technical_review:     {label"});
    check_found({{{application_file, "  notice: {by: [technical_review, formal_review]}\n", "  notice: {by: []}\n"}},
                 "verify.empty_editors",
                 "  notice: {by: []}"});
    check_found({{{application_file, "  ask_advice:           {from", "  notice:               {from"},
                  {application_file, "  ask_advice:\n", "  notice:\n"}},
                 "verify.step_like_form",
                 "  notice:               {from"});
    check_found({{{programme_file, "to: 2024-12-31, unverified", "to: 2025-12-31, unverified"}},
                 "verify.two_authorities",
                 "authority:"});
}

TEST_CASE("findings come in the order of the files") {
    const auto findings = findings_of(
        planted_in_shipped({{application_file, "initial: draft", "initial: drft"},
                            {application_file, "{letter: refusal_notice}", "{letter: refusal_notise}"},
                            {programme_file, "award: recommend.award_cents", "award: recommend.award_cent"}}));
    REQUIRE(findings.size() >= 3);
    for (std::size_t i = 1; i < findings.size(); ++i) {
        const auto& a = findings[i - 1].place;
        const auto& b = findings[i].place;
        CHECK((a.file < b.file || (a.file == b.file && a.line <= b.line)));
    }
}

TEST_CASE("the verifier knows the parameters of every check the engine has") {
    for (const auto& name : check_names()) {
        auto definition = load_definition(shipped()).value();
        definition.machines.front().steps.front().checks.push_back({name, {{"surely_unknown_parameter", "x"}}, {}, {}});
        const auto findings = verify(definition);
        INFO(name);
        CHECK(std::ranges::any_of(findings, [](const Finding& finding) {
            return finding.message.key.starts_with("verify.unknown_parameter");
        }));
    }
}
