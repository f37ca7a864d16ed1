//! What the stage finds, shape by shape. The sentences are made up.

use super::{Quotation, quotations};
use crate::language::Language;
use crate::text::{Newlines, Paragraph, laid_out, paragraphs};

fn analyse(text: &str) -> Vec<Quotation> {
    let (paragraphs, layout) = laid_out(text, Newlines::Auto);
    quotations(text, &paragraphs, layout, &Language::english().lexicon)
}

/// The quotations of a text, each after as many `>` as it lies in others.
fn found(text: &str) -> Vec<String> {
    analyse(text).iter().map(|it| ">".repeat(it.depth.into()) + it.span.of(text)).collect()
}

mod shapes {
    use super::found;

    #[test]
    fn straight_and_curly() {
        assert_eq!(found(r#""We won," she said. "At last.""#), [r#""We won,""#, r#""At last.""#]);
        assert_eq!(found("“We won,” she said. “At last.”"), ["“We won,”", "“At last.”"]);
        assert_eq!(found("‘We won,’ she said. ‘At last.’"), ["‘We won,’", "‘At last.’"]);
        assert_eq!(found("'We won,' she said. 'At last.'"), ["'We won,'", "'At last.'"]);
    }

    #[test]
    fn typewriter_and_tokenised() {
        assert_eq!(found("``We won,'' she said."), ["``We won,''"]);
        assert_eq!(found("''We won,'' she said. ''At last.''"), ["''We won,''", "''At last.''"]);
        assert_eq!(found("`We won,' she said."), ["`We won,'"]);
        assert_eq!(found("\" We won , \" she said . \" At last . \""), ["\" We won , \"", "\" At last . \""]);
        assert_eq!(found(",,Wir siegen'', sagte sie."), [",,Wir siegen''"]);
    }

    #[test]
    fn primes() {
        assert_eq!(found("″We won,″ she said. ″At last.″"), ["″We won,″", "″At last.″"]);
        assert_eq!(found("′We won,′ she said."), ["′We won,′"]);
        assert!(found("at 40° 26′ 46″ N, 79° 58′ 56″ W").is_empty());
    }

    #[test]
    fn guillemets_both_ways() {
        assert_eq!(found("« Nous partons », dit-elle."), ["« Nous partons »"]);
        assert_eq!(found("Elle dit : «\u{a0}Oui\u{a0}»."), ["«\u{a0}Oui\u{a0}»"]);
        assert_eq!(found("»Ja«, sagde hun. »Nej«, sagde han."), ["»Ja«", "»Nej«"]);
        assert_eq!(found("»Ja», sanoi hän. »Ei», sanoin."), ["»Ja»", "»Ei»"]);
        assert_eq!(found("Il a dit ‹oui›."), ["‹oui›"]);
    }

    #[test]
    fn low_marks_with_either_closing_one() {
        assert_eq!(found("„Wir gehen“, sagte er. „Jetzt.“"), ["„Wir gehen“", "„Jetzt.“"]);
        assert_eq!(found("„Idziemy”, powiedział."), ["„Idziemy”"]);
        assert_eq!(found("„Wir gehen\", sagte er."), ["„Wir gehen\""]);
        assert_eq!(found("‚Wir gehen‘, sagte er."), ["‚Wir gehen‘"]);
    }

    #[test]
    fn one_shape_on_both_sides() {
        assert_eq!(found("”Vi går”, sade hon. ”Nu.”"), ["”Vi går”", "”Nu.”"]);
    }

    #[test]
    fn east_asian() {
        assert_eq!(found("彼は「行こう」と言った。"), ["「行こう」"]);
        assert_eq!(found("她说：“我们走吧。”他说：“好。”"), ["“我们走吧。”", "“好。”"]);
        assert_eq!(found("「彼は『行く』と言った」"), ["「彼は『行く』と言った」", ">『行く』"]);
    }

    #[test]
    fn hebrew_abbreviations_have_a_mark_inside() {
        assert_eq!(found("דובר צה\"ל אמר: \"אין לנו מה לומר\" על ארה\"ב."), ["\"אין לנו מה לומר\""]);
    }

    #[test]
    fn two_styles_in_one_quotation() {
        assert_eq!(found("“We won,\" she said."), ["“We won,\""]);
    }
}

mod apostrophes {
    use super::found;

    #[test]
    fn inside_and_at_the_end_of_words_are_none() {
        assert!(found("Don't take the boys' toys; O'Brien's are his.").is_empty());
        assert!(found("Don’t take the boys’ toys; O’Brien’s are his.").is_empty());
        assert!(found("The U.S.’s share and Yahoo!’s").is_empty());
        assert_eq!(found("'The boys' toys are here,' he said."), ["'The boys' toys are here,'"]);
        assert_eq!(found("'I'm goin' home,' he said."), ["'I'm goin' home,'"]);
    }

    #[test]
    fn at_the_start_of_words_are_none() {
        assert!(found("'Tis the sound of rock 'n' roll in the '90s.").is_empty());
        assert!(found("Tell ’em ’twas the class of ’09.").is_empty());
        assert_eq!(found("'Tell 'em it's over,' he said."), ["'Tell 'em it's over,'"]);
    }

    #[test]
    fn elided_articles_stand_before_a_mark() {
        assert_eq!(found("C'est l'\"affaire\" du jour."), ["\"affaire\""]);
        assert_eq!(found("à l'heure d'«agir»"), ["«agir»"]);
    }
}

mod measures {
    use super::found;

    #[test]
    fn feet_and_inches_are_no_quotation() {
        assert!(found("He is 6'2\" tall; she is 5'10\".").is_empty());
        assert_eq!(found("“He is only 5’2”,” she said."), ["“He is only 5’2”,”"]);
        assert_eq!(found("\"He is 6'2\" tall,\" she said."), ["\"He is 6'2\" tall,\""]);
        assert_eq!(found("A 5\" pipe is \"too wide\" for that."), ["\"too wide\""]);
    }

    #[test]
    fn a_number_may_end_a_quotation() {
        assert_eq!(found("He called it \"the crash of 2008\" and left."), ["\"the crash of 2008\""]);
        assert_eq!(found("She sang \"Route 66\" twice."), ["\"Route 66\""]);
    }

    #[test]
    fn ditto_marks_are_no_quotation() {
        assert!(found("Flour    2 lb\n  \"      3 lb").is_empty());
    }
}

mod strays {
    use super::found;

    #[test]
    fn a_stray_mark_turns_no_other_round() {
        let text = "He \"said hello. \"Hi,\" they said. \"Who are you?\" He left.";
        assert_eq!(found(text), ["\"Hi,\"", "\"Who are you?\""]);
        let text = "He said hello.\" Then \"Hi,\" they said. \"Who are you?\"";
        assert_eq!(found(text), ["\"Hi,\"", "\"Who are you?\""]);
    }

    #[test]
    fn an_apostrophe_does_not_swallow_a_long_paragraph() {
        let text = "He was 'umble. ".to_owned() + &"“No,” she said. ".repeat(2000);
        assert_eq!(found(&text).len(), 2000);
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_paragraph() {
        let text = "She said: \"It will rain.\n\nBob said: \"No.\"";
        assert_eq!(found(text), ["\"It will rain.", "\"No.\""]);
        assert!(!super::analyse(text)[0].closed);
    }

    #[test]
    fn words_without_a_closing_mark_are_no_quotation() {
        assert!(found("They were \"mostly harmless), he said. But the others were not.").is_empty());
    }

    #[test]
    fn an_empty_pair_is_none() {
        assert!(found("Set the field to \"\" or '' or “ ”.").is_empty());
    }

    #[test]
    fn a_missing_space_is_forgiven() {
        assert_eq!(found("\"Go,\"he said.\"Now.\""), ["\"Go,\"", "\"Now.\""]);
        assert_eq!(found("He said:\"Go.\" She went."), ["\"Go.\""]);
    }
}

mod nesting {
    use super::found;

    #[test]
    fn the_outer_one_comes_first() {
        let text = "“He told me, ‘Wait,’ and I waited,” she said.";
        assert_eq!(found(text), ["“He told me, ‘Wait,’ and I waited,”", ">‘Wait,’"]);
        let text = "\"'Wait,' he told me. 'Don't go.'\" She nodded.";
        assert_eq!(found(text), ["\"'Wait,' he told me. 'Don't go.'\"", ">'Wait,'", ">'Don't go.'"]);
    }

    #[test]
    fn british_marks_nest_the_other_way_round() {
        let text = "‘He told me, “Wait,” and I waited,’ she said.";
        assert_eq!(found(text), ["‘He told me, “Wait,” and I waited,’", ">“Wait,”"]);
    }

    #[test]
    fn directed_marks_nest_in_their_like() {
        let text = "« Il m'a dit « attends » hier », dit-elle.";
        assert_eq!(found(text), ["« Il m'a dit « attends » hier »", ">« attends »"]);
    }
}

mod paragraphs_run_on {
    use super::analyse;

    #[test]
    fn a_reopened_mark_goes_on_with_the_quotation() {
        let text = "\"It began in May.\n\n\"It went on in June.\n\n\"It ended,\" she said. \"At last.\"";
        let continues: Vec<_> = analyse(text).iter().map(|it| it.continues).collect();
        assert_eq!(continues, [None, Some(0), Some(1), None]);
    }

    #[test]
    fn so_do_nested_ones() {
        let text = "“He wrote: ‘It began in May.\n\n“‘It ended in June.’ That was all.”";
        let all = analyse(text);
        let continues: Vec<_> = all.iter().map(|it| it.continues).collect();
        assert_eq!(continues, [None, None, Some(0), Some(1)]);
        assert_eq!(all[3].depth, 1);
    }

    #[test]
    fn a_closed_one_does_not_go_on() {
        assert!(analyse("“No.”\n\n“Yes.”").iter().all(|it| it.continues.is_none()));
    }
}

mod lines_run_on {
    use super::{analyse, found};

    #[test]
    fn a_quotation_goes_on_behind_the_end_of_a_line() {
        let text =
            "\"The ban stays.\nIt was a hard choice,\" Reed said.\n\"But we stand by it.\nThat is all.\"";
        assert_eq!(
            found(text),
            ["\"The ban stays.\nIt was a hard choice,\"", "\"But we stand by it.\nThat is all.\""]
        );
    }

    #[test]
    fn a_line_may_open_it_anew() {
        let text = "“It began in May.\nIt went on in June.\n“It ended,” she said.\n“We won.\nAt last.”";
        assert_eq!(
            found(text),
            ["“It began in May.\nIt went on in June.", "“It ended,”", "“We won.\nAt last.”"]
        );
        let continues: Vec<_> = analyse(text).iter().map(|it| it.continues).collect();
        assert_eq!(continues, [None, Some(0), None]);
    }

    #[test]
    fn a_stray_mark_swallows_no_lines() {
        let text = "“We won.\nAt last,” she said.\nHe \"said hello.\nThey left.\n\"Who are you?\" he cried.";
        assert_eq!(found(text), ["“We won.\nAt last,”", "\"Who are you?\""]);
        let text = "“We won.\nAt last,” she said.\n“It rains, he said.\nThey left.\nIt was late.";
        assert_eq!(found(text), ["“We won.\nAt last,”", "“It rains, he said."]);
        let text = "‘We won.\nAt last,’ she said.\nHe was 'Umble.\nThe boys' toys lay there.";
        assert_eq!(found(text), ["‘We won.\nAt last,’"]);
    }

    #[test]
    fn nor_does_one_in_a_text_of_paragraphs() {
        let text = "“We won. At last. It was late.\nThe mayor left. Nobody saw her.\n“Who are you?” he cried. She said: “No.”";
        assert_eq!(found(text).first().map(String::as_str), Some("“We won. At last. It was late."));
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Texts that are mostly marks.
    fn marks() -> impl Strategy<Value = String> {
        let pieces = proptest::sample::select(vec![
            "\"", "'", "“", "”", "‘", "’", "„", "‚", "``", "''", "`", "«", "»", "‹", "›", "「", "」", "『",
            "』", "″", ",,", " ", "\n\n", "\n", "a", "É", "5", ". ", ", ", "--", "(", ")", "…", "_",
            "\u{a0}", "he said", "語", "s", "\u{301}",
        ]);
        proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let paragraphs = paragraphs(text, Newlines::Auto);
        let all = analyse(text);
        for (index, it) in all.iter().enumerate() {
            for span in [it.span, it.inner] {
                prop_assert!(text.get(span.range()).is_some());
            }
            prop_assert!(it.span.contains(it.inner) && it.inner.trim(text) == it.inner);
            prop_assert!(paragraphs.iter().any(|p: &Paragraph| p.span().contains(it.span)));
            prop_assert!((0.0..=1.0).contains(&it.speech));
            let before: &[Quotation] = &all[..index];
            if let Some(last) = before.last() {
                prop_assert!(last.span.start() < it.span.start());
            }
            let around = before.iter().filter(|other| other.span.overlaps(it.span)).collect::<Vec<_>>();
            prop_assert!(around.iter().all(|other| other.inner.contains(it.span)), "nested or apart");
            prop_assert_eq!(around.len(), usize::from(it.depth));
            if let Some(it_continues) = it.continues {
                let first = &all[it_continues as usize];
                prop_assert!((it_continues as usize) < index && !first.closed && first.depth == it.depth);
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn hold_for_any_text(text in "\\PC{0,200}") { check(&text)?; }

        #[test]
        fn hold_for_marks(text in marks()) { check(&text)?; }

        /// Each line is a sentence, as the first two show.
        #[test]
        fn hold_for_lines_of_a_sentence(lines in proptest::collection::vec(marks(), 0..12)) {
            let lines: Vec<_> = lines.iter().map(|line| line.replace('\n', "x") + " a.").collect();
            check(&format!("“A b.\nB c,” d.\n{}", lines.join("\n")))?;
        }

        #[test]
        fn closed_ones_keep_their_marks(text in marks()) {
            for it in analyse(&text) {
                let marks = it.span.len() - it.inner.len();
                prop_assert!(marks > usize::from(it.closed));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4))]

        #[test]
        fn hold_where_history_is_cut(text in marks()) { check(&text.replace('\n', " ").repeat(200))?; }
    }
}
