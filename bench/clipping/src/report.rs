//! What was measured, as tables.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};

use anyhow::Result;

use crate::candidate::Candidate;
use crate::run::{Cut, Measured};
use crate::score::{Marks, body_f1, mean, segments_f1};

/// Two tables in Markdown: quality by set, and speed over all sets.
pub(crate) fn tables(measured: &[Measured]) -> String {
    let mut out = String::from(
        "| set | pages | candidate | body F1 | exact | words F1 | segments F1 | title | author | date | standfirst | lead image |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for one in measured {
        let marks = || one.pages.iter().map(|page| &page.marks);
        let bodies = || marks().filter_map(|marks| marks.body.as_ref());
        let part = |part: fn(&Marks) -> Option<bool>| mean(marks().filter_map(part).map(f64::from));
        let cells = [
            body_f1(bodies()),
            mean(bodies().map(|body| f64::from(body.exact))),
            mean(bodies().map(|body| body.words)),
            segments_f1(marks().filter_map(|marks| marks.segments.as_ref())),
            part(|marks| marks.title),
            part(|marks| marks.author),
            part(|marks| marks.date),
            part(|marks| marks.dek),
            part(|marks| marks.lead_image),
        ];
        let cells = cells
            .map(|cell| cell.map(share).unwrap_or_default())
            .join(" | ");
        let _ = writeln!(
            out,
            "| {} | {} | {} | {cells} |",
            one.set,
            one.pages.len(),
            one.candidate.name()
        );
    }
    out + &speeds(measured)
}

/// A share as it is read in a table: .966, 1.000.
fn share(number: f64) -> String {
    let text = format!("{number:.3}");
    text.strip_prefix('0').map(str::to_owned).unwrap_or(text)
}

fn speeds(measured: &[Measured]) -> String {
    let mut out = String::from(
        "\n| candidate | pages | pages a second | slowest page | peak memory | fell over |\n\
         | --- | --- | --- | --- | --- | --- |\n",
    );
    for candidate in Candidate::ALL {
        let its = || measured.iter().filter(|one| one.candidate == candidate);
        let pages: Vec<&Cut> = its().flat_map(|one| &one.pages).collect();
        let times: Vec<f64> = pages.iter().filter_map(|page| page.seconds).collect();
        let slowest = times.iter().copied().fold(0.0, f64::max);
        let peak = its().map(|one| one.peak).max().unwrap_or_default();
        let _ = writeln!(
            out,
            "| {} | {} | {:.0} | {:.0} ms | {:.0} MiB | {} |",
            candidate.name(),
            pages.len(),
            times.len() as f64 / times.iter().sum::<f64>(),
            slowest * 1000.0,
            peak as f64 / 1024.0,
            pages.len() - times.len(),
        );
    }
    out
}

/// One line a page and candidate, tab-separated, to look for errors: the worst first.
pub(crate) fn each_page(measured: &[Measured], out: impl Write) -> Result<()> {
    let mut out = BufWriter::new(out);
    writeln!(
        out,
        "set\tid\tcandidate\tf1\tprecision\trecall\texact\twords\tsegments\ttitle\tauthor\tdate\tdek\tlead_image\tms"
    )?;
    let mut rows: Vec<(&Measured, &Cut)> = measured
        .iter()
        .flat_map(|one| one.pages.iter().map(move |page| (one, page)))
        .collect();
    let f1 = |cut: &Cut| cut.marks.body.as_ref().map_or(1.0, |body| body.f1());
    rows.sort_by(|(_, a), (_, b)| f1(a).total_cmp(&f1(b)));
    for (one, Cut { id, seconds, marks }) in rows {
        let body = marks.body.as_ref().map(|body| {
            let (precision, recall) = body.precision_and_recall();
            format!(
                "{:.4}\t{precision:.4}\t{recall:.4}\t{}\t{:.4}",
                body.f1(),
                u8::from(body.exact),
                body.words
            )
        });
        let parts = [
            marks.title,
            marks.author,
            marks.date,
            marks.dek,
            marks.lead_image,
        ];
        let parts =
            parts.map(|part| part.map_or(String::new(), |right| u8::from(right).to_string()));
        writeln!(
            out,
            "{}\t{id}\t{}\t{}\t{}\t{}\t{}",
            one.set,
            one.candidate.name(),
            body.unwrap_or_else(|| "\t".repeat(4)),
            marks
                .segments
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            parts.join("\t"),
            seconds
                .map(|seconds| format!("{:.2}", seconds * 1000.0))
                .unwrap_or_default(),
        )?;
    }
    Ok(out.flush()?)
}
