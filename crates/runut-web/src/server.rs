//! The server: listens, hands each question to a thread that may wait for the disk, and stops when told.

use crate::answer::{self, Fault};
use crate::ask::{Ask, Form};
use crate::corrections;
use crate::doors;
use crate::guard;
use crate::openapi;
use crate::pool::Pool;
use crate::routes::{ROUTES, Route};
use crate::site::Site;
use axum::body::{Body, Bytes};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, HOST, HeaderMap, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, Response, StatusCode, Uri};
use axum::routing::{get, post};
use axum::{Router, middleware};
use runut::lang::Packs;
use runut_show::Locale;
use std::collections::BTreeMap;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Questions answered at one time; more wait their turn.
const AT_ONCE: usize = 8;
/// A question that takes longer is stopped: a person has long left.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes a form may have.
const FORM: usize = 64 * 1024;
/// How often the server looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(100);

/// How a server is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// The database.
    pub database: PathBuf,
    /// Where to listen.
    pub address: SocketAddr,
    /// Names besides `localhost` under which it may be asked.
    pub names: Vec<String>,
    /// Whether corrections are taken.
    pub corrections: bool,
}

/// Why there is no server.
#[derive(Debug)]
pub enum ServeError {
    /// The database cannot be read.
    Store(runut_store::StoreError),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(error) => error.fmt(out),
            Self::Listen(address, error) => write!(out, "{address}: cannot be listened on: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// A server that listens and does not answer yet.
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// What every question has at hand.
pub struct Shared {
    pool: Pool,
    packs: Packs,
    places: Semaphore,
    /// Names under which this server may be asked.
    pub names: Vec<String>,
    token: Option<String>,
    /// One correction at a time.
    pen: Mutex<()>,
}

impl Server {
    /// Opens the database and listens.
    ///
    /// # Errors
    /// When the database cannot be read or the address is taken.
    pub fn bind(options: Options, packs: Packs) -> Result<Self, ServeError> {
        let pool = Pool::open(options.database).map_err(ServeError::Store)?;
        let failed = |error| ServeError::Listen(options.address, error);
        let listener = TcpListener::bind(options.address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let token = if options.corrections { Some(corrections::new_token().map_err(failed)?) } else { None };
        let shared = Shared {
            pool,
            packs,
            places: Semaphore::new(AT_ONCE),
            names: options.names,
            token,
            pen: Mutex::new(()),
        };
        Ok(Self { listener, shared: Arc::new(shared) })
    }

    /// Where it listens: the port that the system chose, where none was asked for.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until `stop` says so; what is being answered then is answered.
    ///
    /// # Errors
    /// When the system takes the address away.
    pub fn run(self, stop: impl Fn() -> bool + Send + 'static) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let stopped = async move {
                while !stop() {
                    tokio::time::sleep(GLANCE).await;
                }
            };
            axum::serve(listener, router(self.shared)).with_graceful_shutdown(stopped).await
        })
    }
}

fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new()
        .route(
            "/",
            get(|state, headers, places, filters, uri| {
                page(&ROUTES[0], state, headers, places, filters, uri)
            }),
        )
        .route("/corrections", post(correct))
        .route("/export/{door}", get(export))
        .route("/api/openapi.json", get(|| async { answer::value(StatusCode::OK, &openapi::document()) }))
        .route(
            "/assets/style.css",
            get(|| asset("text/css; charset=utf-8", include_str!("../assets/style.css"))),
        )
        .route(
            "/assets/runut.js",
            get(|| asset("text/javascript; charset=utf-8", include_str!("../assets/runut.js"))),
        )
        .route("/assets/icon.svg", get(|| asset("image/svg+xml", include_str!("../assets/icon.svg"))));
    for route in ROUTES {
        let endings: &[&str] = if route.ends_in_place() { &[""] } else { &["", ".json", ".csv"] };
        for ending in endings {
            let answer =
                move |state, headers, places, filters, uri| page(route, state, headers, places, filters, uri);
            router = router.route(&format!("{}{ending}", route.path), get(answer));
        }
    }
    router
        .fallback(missing)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guard::guard))
        .with_state(shared)
}

async fn asset(kind: &'static str, text: &'static str) -> Response<Body> {
    let mut response = answer::typed(StatusCode::OK, kind, text);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

async fn missing(headers: HeaderMap, uri: Uri) -> Response<Body> {
    let site = Site::of(guard::locale(&headers, None));
    answer::fault(&Fault::Missing(uri.path().to_owned()), site, guard::form(&uri))
}

type Filters = Vec<(String, String)>;

async fn page(
    route: &'static Route,
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    places: Result<Path<BTreeMap<String, String>>, PathRejection>,
    filters: Result<Query<Filters>, QueryRejection>,
    uri: Uri,
) -> Response<Body> {
    let form = guard::form(&uri);
    let asked = filters.as_ref().ok().and_then(|Query(all)| all.iter().find(|(name, _)| name == "lang"));
    let asked = asked.map(|(_, value)| value.clone());
    let site = Site::of(guard::locale(&headers, asked.as_deref()));
    let (Ok(Path(mut places)), Ok(Query(filters))) = (places, filters) else {
        let what = Fault::Question(uri.path().to_owned());
        return answer::fault(&what, site, form);
    };
    // The endings of the address stand behind what came from outside: they are ours, each once.
    let last = route.places().last().filter(|_| route.ends_in_place());
    for (name, value) in &mut places {
        let own = if last == Some(name.as_str()) { bare(value) } else { value.as_str() };
        *value = own.strip_suffix(".html").unwrap_or(own).to_owned();
    }
    let path = bare(uri.path()).to_owned();
    let work = move |shared: &Shared, store: &runut_store::Store| {
        let token = shared.token.as_deref();
        let ask =
            Ask { store, packs: &shared.packs, site, path: &path, places: &places, filters: &filters, token };
        (route.page)(&ask).map(|page| answer::response(page.as_ref(), &ask, form))
    };
    let mut response = answered(shared, work).await.unwrap_or_else(|fault| answer::fault(&fault, site, form));
    if asked.is_some() {
        let code = if site.locale == Locale::Id { "id" } else { "en" };
        let cookie = format!("lang={code}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly");
        response.headers_mut().extend(HeaderValue::from_str(&cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
    }
    response
}

/// An address without its ending.
fn bare(path: &str) -> &str {
    [".json", ".csv"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// Does the work on a thread of its own with a connection of its own, and stops it when it takes too long.
async fn answered<T: Send + 'static>(
    shared: Arc<Shared>,
    work: impl FnOnce(&Shared, &runut_store::Store) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let waited = tokio::time::timeout(PATIENCE, shared.places.acquire()).await;
    let Ok(Ok(_place)) = waited else { return Err(Fault::Limit) };
    let store = shared.pool.take()?;
    let handle = store.connection().get_interrupt_handle();
    let own = Arc::clone(&shared);
    let work = tokio::task::spawn_blocking(move || {
        let done = work(&own, &store);
        // A connection whose question was stopped is not asked again: the stop may come late.
        if !matches!(done, Err(Fault::Limit)) {
            own.pool.give(store);
        }
        done
    });
    tokio::pin!(work);
    let done = match tokio::time::timeout(PATIENCE, &mut work).await {
        Ok(done) => done,
        Err(_) => {
            handle.interrupt();
            work.await
        }
    };
    done.unwrap_or_else(|error| {
        eprintln!("runut: a page failed: {error}");
        Err(Fault::Broken)
    })
}

/// What is in the database for other tools: everything, or one story.
async fn export(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(door): Path<String>,
    filters: Result<Query<Filters>, QueryRejection>,
) -> Response<Body> {
    let site = Site::of(guard::locale(&headers, None));
    let filters = filters.map(|Query(all)| all).unwrap_or_default();
    let story = filters.into_iter().find(|(name, value)| name == "story" && !value.is_empty());
    let base = headers.get(HOST).and_then(|host| host.to_str().ok()).map(|host| format!("http://{host}"));
    let work = move |_: &Shared, store: &runut_store::Store| {
        let story = story.as_ref().map(|(_, id)| id.as_str());
        doors::export(store, &door, story, base.as_deref(), site)
    };
    answered(shared, work).await.unwrap_or_else(|fault| answer::fault(&fault, site, Form::Html))
}

async fn correct(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let site = Site::of(guard::locale(&headers, None));
    let fields = corrections::fields(&body);
    let back = corrections::back(&fields);
    let own = Arc::clone(&shared);
    let work = move || {
        let token = own.token.as_deref().ok_or(Fault::Refused("--no-corrections"))?;
        let _pen = own.pen.lock().unwrap_or_else(PoisonError::into_inner);
        corrections::apply(own.pool.path(), &own.packs, token, &fields)
    };
    let done = tokio::task::spawn_blocking(work).await.unwrap_or(Err(Fault::Broken));
    if let Err(fault) = done {
        return answer::fault(&fault, site, Form::Html);
    }
    let mut response = answer::typed(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", "");
    let to = HeaderValue::from_str(&back).unwrap_or(HeaderValue::from_static("/corrections"));
    response.headers_mut().insert(LOCATION, to);
    response.headers_mut().remove(ALLOW);
    response
}
