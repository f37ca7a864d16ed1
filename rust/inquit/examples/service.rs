//! A service: post it a text, and it answers with who said what, as JSON.
//!
//! `cargo run --example service --features serde`, then `curl --data-binary @examples/article.txt localhost:8080`
#![allow(clippy::print_stdout)]

use std::io;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing};
use inquit::{Analyzer, OffsetUnit};
use tokio::{net::TcpListener, task};

/// The longest text that is taken, in bytes.
const LONGEST: usize = 1 << 20;

/// The service, with an analyzer that all requests share.
fn service(analyzer: Analyzer) -> Router {
    Router::new()
        .route("/", routing::post(quotes))
        .layer(DefaultBodyLimit::max(LONGEST))
        .with_state(Arc::new(analyzer))
}

/// Who says what in a text.
async fn quotes(State(analyzer): State<Arc<Analyzer>>, text: String) -> Response {
    // It keeps a core busy, so not on a thread that other requests wait for.
    let record = task::spawn_blocking(move || {
        serde_json::to_string(&analyzer.analyze(text).record(OffsetUnit::Chars)).map_err(io::Error::other)
    });
    match record.await.unwrap_or_else(|error| Err(io::Error::other(error))) {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, service(Analyzer::default())).await
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// What the service answers to a text.
    async fn answer(text: String) -> io::Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let running = tokio::spawn(axum::serve(listener, service(Analyzer::default())).into_future());
        let asked = task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address)?;
            let head =
                format!("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {}", text.len());
            write!(stream, "{head}\r\n\r\n{text}")?;
            let mut said = String::new();
            stream.read_to_string(&mut said)?;
            Ok(said)
        });
        let said = asked.await.unwrap_or_else(|error| Err(io::Error::other(error)));
        running.abort();
        said
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_text_is_answered_with_its_quotes() -> io::Result<()> {
        let said = answer("“Use it,” said Ann Lee.".to_owned()).await?;
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
        assert!(said.contains(r#""speaker":{"id":0,"name":"Ann Lee","kind":"person","#), "{said}");
        Ok(())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_text_that_is_too_long_is_refused() -> io::Result<()> {
        let said = answer("a".repeat(LONGEST + 1)).await;
        // The service may close the connection before it has read all of it.
        assert!(said.as_ref().map_or(true, |said| said.starts_with("HTTP/1.1 413")), "{said:?}");
        Ok(())
    }
}
