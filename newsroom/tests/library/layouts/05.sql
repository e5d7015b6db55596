PRAGMA application_id = 1131178352;
PRAGMA user_version = 5;
CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE agencies (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE keys (
    key   TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE tags (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE tagged (
    tag   INTEGER NOT NULL REFERENCES tags (id),
    story INTEGER NOT NULL REFERENCES stories (id),
    PRIMARY KEY (tag, story)
) STRICT, WITHOUT ROWID;
CREATE TABLE leads (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    folded   TEXT NOT NULL,   -- the headline in lower case: a lead stands once under its story
    headline TEXT NOT NULL,
    summary  TEXT,
    address  TEXT,
    key      TEXT,            -- of the address, to know whether it has been clipped
    typed    INTEGER NOT NULL DEFAULT 0, -- 1: a person gave the address
    lists    TEXT NOT NULL,   -- JSON array of headings
    UNIQUE (story, folded)
) STRICT;
CREATE TABLE library (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
CREATE TABLE languages (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
CREATE TABLE "stories" (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- grows in the order of clipping, never reused
    address         TEXT,
    typed           INTEGER NOT NULL,
    added_at        INTEGER NOT NULL,
    unfetched       TEXT,
    clipping        INTEGER REFERENCES clippings (id),
    headline        TEXT NOT NULL,
    standfirst      TEXT,
    outlet          INTEGER REFERENCES outlets (id),
    outlet_inferred INTEGER NOT NULL DEFAULT 0,
    agency          INTEGER REFERENCES agencies (id),
    published       TEXT,
    published_order INTEGER,
    language        INTEGER REFERENCES languages (id),
    kind            TEXT NOT NULL DEFAULT 'article',
    wire            INTEGER                            -- hash of the text, to know copies of it
) STRICT;
CREATE TABLE "clippings" (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    story      INTEGER NOT NULL REFERENCES stories (id),
    clipped_at INTEGER NOT NULL,
    how        TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    said       TEXT NOT NULL
) STRICT;
CREATE TABLE dictionaries (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE texts (
    clipping   INTEGER PRIMARY KEY REFERENCES clippings (id),
    dictionary INTEGER REFERENCES dictionaries (id),
    packed     BLOB NOT NULL
) STRICT;
CREATE TABLE sheets (
    clipping INTEGER NOT NULL REFERENCES clippings (id),
    sha256   TEXT NOT NULL,
    PRIMARY KEY (clipping, sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE "corrections" (
    story   INTEGER NOT NULL REFERENCES stories (id),
    part    TEXT NOT NULL,
    value   TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (story, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE "marks" (
    story      INTEGER PRIMARY KEY REFERENCES stories (id),
    read_at    INTEGER,
    starred_at INTEGER,
    done_at    INTEGER,
    spiked_at  INTEGER
) STRICT;
CREATE TABLE "pictures" (
    story    INTEGER NOT NULL REFERENCES stories (id),
    address  TEXT NOT NULL,
    position INTEGER,
    tried_at INTEGER,
    unkept   TEXT,
    sha256   TEXT,
    media    TEXT,
    width    INTEGER,
    height   INTEGER,
    bytes    INTEGER,
    PRIMARY KEY (story, address)
) STRICT, WITHOUT ROWID;
CREATE TABLE "topics" (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL UNIQUE,
    brief    TEXT NOT NULL DEFAULT '',
    position TEXT NOT NULL
, colour TEXT) STRICT;
CREATE TABLE "sections" (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    topic    INTEGER NOT NULL REFERENCES topics (id),
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL,
    position TEXT NOT NULL, brief TEXT,
    UNIQUE (topic, folded)
) STRICT;
CREATE TABLE "gathered" (
    topic    INTEGER NOT NULL REFERENCES topics (id),
    story    INTEGER NOT NULL REFERENCES stories (id),
    section  INTEGER REFERENCES sections (id),
    position TEXT NOT NULL,
    PRIMARY KEY (topic, story)
) STRICT, WITHOUT ROWID;
CREATE TABLE "acts" (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    at    INTEGER NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done' -- done, undone, or left: undone, with something else done since
) STRICT;
CREATE TABLE "act_rows" (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    act     INTEGER NOT NULL REFERENCES acts (id),
    changed TEXT NOT NULL, -- the table
    story   INTEGER,       -- whose row it is, if it is one's: the history of a story
    before  TEXT,          -- the row as JSON; none for a row that was added
    after   TEXT           -- none for a row that was taken away
) STRICT;
CREATE TABLE written (
    writer INTEGER NOT NULL REFERENCES writers (id),
    story  INTEGER NOT NULL REFERENCES stories (id),
    PRIMARY KEY (writer, story)
) STRICT, WITHOUT ROWID;
CREATE TABLE copies (story INTEGER PRIMARY KEY REFERENCES stories (id)) STRICT;
CREATE TABLE notes (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    text     TEXT NOT NULL,
    made_at  INTEGER NOT NULL
) STRICT;
CREATE TABLE highlights (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    text     TEXT NOT NULL,             -- verbatim
    before   TEXT NOT NULL DEFAULT '',  -- a few words that stand before it
    after    TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,-- in characters from the beginning of the text, to choose among several
    colour   TEXT NOT NULL,
    note     TEXT NOT NULL DEFAULT '',
    made_at  INTEGER NOT NULL
) STRICT;
CREATE TABLE quotes (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    story   INTEGER NOT NULL REFERENCES stories (id),
    text    TEXT NOT NULL,              -- verbatim
    speaker TEXT,
    made_at INTEGER NOT NULL
) STRICT;
CREATE TABLE searches (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL UNIQUE,
    words    TEXT NOT NULL,             -- as they were typed
    position TEXT NOT NULL
) STRICT;
CREATE TABLE unindexed (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL UNIQUE,
    pressing INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE journal (
    number  INTEGER PRIMARY KEY,
    kind    INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    story   INTEGER NOT NULL,
    present INTEGER NOT NULL
) STRICT;
CREATE TABLE counts (
    kind    INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    stories INTEGER NOT NULL,
    unread  INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
    story        INTEGER PRIMARY KEY REFERENCES stories (id),
    status       INTEGER NOT NULL, -- 1 to verify, 2 confirmed, 3 disputed, 4 not to be used
    by           TEXT,             -- who looked into it
    according_to TEXT,             -- on whose word
    made_at      INTEGER NOT NULL
) STRICT;
CREATE TABLE translations (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    story    INTEGER NOT NULL REFERENCES stories (id),
    passage  TEXT,
    before   TEXT,
    after    TEXT,
    position INTEGER,
    language TEXT NOT NULL,        -- that it is translated into
    text     TEXT NOT NULL,
    made_at  INTEGER NOT NULL
) STRICT;
INSERT INTO outlets VALUES (1, 'Arn Courier', 'arn courier');
INSERT INTO keys VALUES ('arncourier.example/ferry-sund', 1);
INSERT INTO keys VALUES ('kyivledger.example/porom', 2);
INSERT INTO keys VALUES ('text:e32aff81a27543a71cfa040bc0c096236494cd511aceb517583f6441236af24e', 3);
INSERT INTO keys VALUES ('127.0.0.1:1/none', 4);
INSERT INTO tags VALUES (1, 'Ferries', 'ferries');
INSERT INTO tagged VALUES (1, 1);
INSERT INTO tagged VALUES (1, 2);
INSERT INTO library VALUES ('identity', 'd112810e9b28f357f02a3dba8fb1c00f');
INSERT INTO library VALUES ('indexed', '0');
INSERT INTO library VALUES ('readable', '4');
INSERT INTO writers VALUES (1, 'Ann Lee', 'ann lee');
INSERT INTO writers VALUES (2, 'Bob Roy', 'bob roy');
INSERT INTO languages VALUES (1, 'en', 'en');
INSERT INTO languages VALUES (2, 'uk', 'uk');
INSERT INTO stories VALUES (1, 'https://arncourier.example/ferry-sund', 0, 1795707169489, NULL, 1, 'Ferry to Sund resumes', 'The ferry to Sund left the quay again on Thursday morning after four days of storm, with forty passengers and the post.', 1, 0, NULL, '2025-10-16T09:30:00+02:00', 1760599800, 1, 'article', NULL);
INSERT INTO stories VALUES (2, 'https://kyivledger.example/porom', 0, 1795707169489, NULL, 2, 'Пором знову ходить', 'Пором до Сунда знову вийшов у море в четвер уранці після чотирьох днів шторму, на борту сорок пасажирів.', NULL, 0, NULL, '2025-10-16', 1760572800, 2, 'article', NULL);
INSERT INTO stories VALUES (3, NULL, 0, 1795707170280, NULL, 3, 'Quay opens after the storm', 'The harbour office of Arn said on Thursday that the eastern quay is open again.', 1, 0, NULL, NULL, NULL, NULL, 'article', NULL);
INSERT INTO stories VALUES (4, 'https://127.0.0.1:1/none', 1, 1795707172379, 'the desk is offline (Settings)', NULL, 'https://127.0.0.1:1/none', NULL, NULL, 0, NULL, NULL, NULL, NULL, 'article', NULL);
INSERT INTO clippings VALUES (1, 1, 1795707169489, 'file', '200946ee29d4e19d1214685068f8afe5f4c2df98c98f120224bc40f67f555d22', 616, '9645b394e45144ddcebb872fe6a37da2e95060d18b9b665a0858bb0614596f0b');
INSERT INTO clippings VALUES (2, 2, 1795707169489, 'file', '6cced835bf05c523f06921ba5e150312db588239367bd52ca446f37fc68fcaa1', 546, 'dc86efe13d116c2073a0d52d10d3a679824554a57b0334c57802503918b48855');
INSERT INTO clippings VALUES (3, 3, 1795707170280, 'file', 'd38be59e5b3ed23fcf221c9963e5e79526493654fbe421ccb7582b802611eb96', 186, 'c741da93203d1e921b21abaf2735304254a817a226c705c41851e5c3c654fccf');
INSERT INTO texts VALUES (1, NULL, X'28b52ffd642103cd100026e26021406ddbf3260e25a9bdb9dfb266b246bc9f97e1fedd9a9b20fe0efeb9d26418c69856005c005700e9963db78ea95f03b647855c72dfd2889c58729b57d25599acf57ac9ef658fba9349a67e4e11b9af23b00b622ab101beecaf35ed2a20b038e85fe592ceada7a499341e96dca63771c43a92dcd5f0bbe692a9f9911301de2039f1b0a4fb66e58834b1c3a9314559180a80a22ccac062a038142c14ca4241c05018a91c2fe641fbad1dded43f8d9ade4713b0fd207fd7bf96f639ad37d07bb836326a0cc834845dc0ee837c8818e7eca4d6779944527f596612e8af39e8fb8ee2d3dcde1862376cd64731d20781ab1edfd9e5e02a877c89fd4c5241ea8fba42b9e4a3698b895263d65248a450b40ff5b0337624ddb5effb68f8d1fbe87b5a57268d481630148b85a220234dce9f724801914637768e59f3e7eca350268d65ff7e9aff99f942e8ab5e1782493784b446d6dc41975653d8ecfdd35d0cbfb23aa78c715549a411c980770d4aade87c9f5ee714c2e8bd39a89e2198306fefd069e8224d013b201014852cf470c3406c192d03b42d64cf80bb30e65a269f42ef15818d5cd1660d6ec39e16570e7b0e870bc736c84b01b186061bd8dbb0c853c400803782b56c14b421069ae589065018a81c10f9da3480fa03d7d8e554016a3bdcf513298c25dd61bc8debb186a0885619979d6d110f84286215986814805109352032b804aba1e51863b974c72825fc71ad496311b5250c17abf3ac');
INSERT INTO texts VALUES (2, NULL, X'28b52ffd64f402b5120076216b345087361d61aab8a678451c23b64ccd09e8e986ce3a216fcf472742f7deec2694fc52b3b2fffe27666666e90a50b5014b475535c05a005f005c008df9f6cd2bee32be7dd2db0d7c9de56bc2868570962739236468df9cd7e46c9d587a208dec5b89a25485c0b392e0031f507e22cf06894508088e55d50aadb396c53446b8afc1e02c43268eb2811d6f794264a5709d8d938c1622d733c1b9af21d90505838404830505000aebec4e3a73cc2b9db9808e947258080667ad3a49c881c1282332521264c9f9b82aaed4e4a014542f8841267e20cf7a5191ab8c4c21d8c3a232122758ad7d928595a5ddb7135d698b6bdf1ed1ce122ea2b74ff4a42d5ee98da2314ee94b2fb8bb7480de3cfba42ded5c26e3ced24ea22f6e71ccb36bdfdcd207eeb66bf581ebbe852a481f4861b5ce46106a3eb0483de6840e18ac308ea04752493a22e4c9957204915175451446d7030392c64449cb921205557a451e58ed6bb0a475e27d8d2cc131be1da3694ed1ee11e84b6b77dab3635cf30a77b1f9a529bddd6d1fd0ee6534af642ff0240dc91e607e51f0ec94cebee04ef3ed947696ae3482cdddb37446a5252ebdb9f643a801154446318626904044a2e46e2042a314c41e12c0044a052135d758ffefdd520c5c0863be8e33843384feff34ef0841c2cddb362e1b4ccbf09c2f33dfe20eb72033009a895a573cd38316456c934a6fed20453afb212dcf0e258fa03d283023fc52bb9cd999bcfc25e72b19ba00882aa2af2cce9e3c92413266b2e4a21bd3d87394b5fd4aef5c0954453960103d550cbb91186d887ec99ddc3bf7d15318980a875d6852fa94b70563');
INSERT INTO texts VALUES (3, NULL, X'28b52ffd641202250d00d69a4a1e6049dc803f10299978917e16b665bfc43f34d641e658105a33405010e494400046004000fa88081bef67a7eacff5953cc6eaf43dd90ed0406d2b11a8305079574a55cfda2ce90aa2b51a1bc8987a4a89e848305013d6b4083d20d495ec7ba28189974145e85820810160600080c020604003f1c9c4bc2904349025ef042a120c64cfab0e4fa6553675a3d82ea439facd076ff52d9f8475495ddf3ae96f524f1e84f92a89f319a205fe42c7aecf523fd5df715fda64c75e704a9f26ab287dde1af154a7089593bea4a7830632492fe4498dac9589279d479957cb7ab38794baf433b932c9324bb68573618b837b19dba6d57b531c4487ae3f2ba263e165bc13ca5aabc47988bbf9d45b51e4784f9b4c8ee9926b2de2545dfd35edcab1cf36408b638101bcb9e4b155082f2020828628eb012192c3912cc0250b08130652cbc88cb218b406eeb47a31858720a0c7d139d3dfb4b40501d8c23d9f887738183ba46d1ae1ff7f5a608500d0016c62c2c837a3ea3603f0c9638b454f19e638273129a9af31c1cdf386c3f626987890f254f444f834c2d5c0324a88f07b7b22822e6e073d8a4694');
INSERT INTO corrections VALUES (2, 'published', '"2025-10-16"', 1795707171115);
INSERT INTO corrections VALUES (3, 'outlet', '"Arn Courier"', 1795707170903);
INSERT INTO marks VALUES (1, NULL, NULL, 1795707171878, NULL);
INSERT INTO marks VALUES (2, 1795707171290, 1795707171290, NULL, 1795707172012);
INSERT INTO marks VALUES (3, NULL, NULL, NULL, NULL);
INSERT INTO marks VALUES (4, NULL, NULL, NULL, NULL);
INSERT INTO topics VALUES (1, 'Harbours', 'harbours', 'What becomes of the harbours after the storm', 'V0000001', 'c');
INSERT INTO sections VALUES (1, 1, 'Quays', 'quays', 'V0000001', 'Which quays are open');
INSERT INTO gathered VALUES (1, 1, NULL, 'V0000001');
INSERT INTO gathered VALUES (1, 2, NULL, 'V0000002');
INSERT INTO gathered VALUES (1, 3, 1, 'V0000003');
INSERT INTO acts VALUES (1, 1795707169489, 'Clipped “Ferry to Sund resumes”', 'done');
INSERT INTO acts VALUES (2, 1795707169489, 'Clipped “Пором знову ходить”', 'done');
INSERT INTO acts VALUES (3, 1795707170280, 'Clipped “Quay opens after the storm”', 'done');
INSERT INTO acts VALUES (5, 1795707170547, 'Made the section “Quays” in “Harbours”', 'done');
INSERT INTO acts VALUES (7, 1795707170705, 'Filed “Quay opens after the storm” under “Harbours, Quays”', 'done');
INSERT INTO acts VALUES (8, 1795707170903, 'Corrected the outlet of “Quay opens after the storm”', 'done');
INSERT INTO acts VALUES (9, 1795707171115, 'Corrected the date of “Пором знову ходить”', 'done');
INSERT INTO acts VALUES (10, 1795707171290, 'Marked “Пором знову ходить” as starred and read', 'done');
INSERT INTO acts VALUES (11, 1795707171484, 'Tagged “Quay opens after the storm” “Budapest”', 'left');
INSERT INTO acts VALUES (12, 1795707171790, 'Spiked “Ferry to Sund resumes”', 'left');
INSERT INTO acts VALUES (13, 1795707171878, 'Marked “Ferry to Sund resumes” as done', 'done');
INSERT INTO acts VALUES (14, 1795707172012, 'Spiked “Пором знову ходить”', 'done');
INSERT INTO acts VALUES (15, 1795707172174, 'Took “Quay opens after the storm” out of “Harbours”', 'left');
INSERT INTO acts VALUES (16, 1795707172379, 'Clipped https://127.0.0.1:1/none', 'done');
INSERT INTO acts VALUES (17, 1795707172634, 'Changed the colour of “Harbours”', 'done');
INSERT INTO acts VALUES (18, 1795707172709, 'Wrote the brief of “Harbours”', 'done');
INSERT INTO acts VALUES (19, 1795707172865, 'Wrote the brief of “Quays”', 'done');
INSERT INTO acts VALUES (20, 1795707173013, 'Marked “Ferry to Sund resumes” as disputed', 'done');
INSERT INTO acts VALUES (21, 1795707173153, 'Marked “Quay opens after the storm” as to be verified', 'done');
INSERT INTO acts VALUES (22, 1795707173298, 'Translated the headline of “Пором знову ходить”', 'done');
INSERT INTO acts VALUES (23, 1795707173450, 'Translated a passage of “Quay opens after the storm”', 'done');
INSERT INTO acts VALUES (24, 1795707173619, 'Wrote a note to “Quay opens after the storm”', 'done');
INSERT INTO act_rows VALUES (1, 1, 'arrived', 1, NULL, NULL);
INSERT INTO act_rows VALUES (2, 1, 'tags', NULL, NULL, '{"id":1,"name":"Ferries","folded":"ferries"}');
INSERT INTO act_rows VALUES (3, 1, 'tagged', 1, NULL, '{"tag":1,"story":1}');
INSERT INTO act_rows VALUES (4, 1, 'topics', NULL, NULL, '{"id":1,"name":"Harbours","folded":"harbours","brief":"","position":"V0000001","colour":null}');
INSERT INTO act_rows VALUES (5, 1, 'gathered', 1, NULL, '{"topic":1,"story":1,"section":null,"position":"V0000001"}');
INSERT INTO act_rows VALUES (6, 2, 'arrived', 2, NULL, NULL);
INSERT INTO act_rows VALUES (7, 2, 'tagged', 2, NULL, '{"tag":1,"story":2}');
INSERT INTO act_rows VALUES (8, 2, 'gathered', 2, NULL, '{"topic":1,"story":2,"section":null,"position":"V0000002"}');
INSERT INTO act_rows VALUES (9, 3, 'arrived', 3, NULL, NULL);
INSERT INTO act_rows VALUES (10, 5, 'sections', NULL, NULL, '{"id":1,"topic":1,"name":"Quays","folded":"quays","position":"V0000001","brief":null}');
INSERT INTO act_rows VALUES (11, 7, 'gathered', 3, NULL, '{"topic":1,"story":3,"section":1,"position":"V0000003"}');
INSERT INTO act_rows VALUES (12, 8, 'corrections', 3, NULL, '{"story":3,"part":"outlet","value":"\"Arn Courier\"","made_at":1795707170903}');
INSERT INTO act_rows VALUES (13, 9, 'corrections', 2, NULL, '{"story":2,"part":"published","value":"\"2025-10-16\"","made_at":1795707171115}');
INSERT INTO act_rows VALUES (14, 10, 'marks', 2, '{"story":2,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}', '{"story":2,"read_at":null,"starred_at":1795707171290,"done_at":null,"spiked_at":null}');
INSERT INTO act_rows VALUES (15, 10, 'marks', 2, '{"story":2,"read_at":null,"starred_at":1795707171290,"done_at":null,"spiked_at":null}', '{"story":2,"read_at":1795707171290,"starred_at":1795707171290,"done_at":null,"spiked_at":null}');
INSERT INTO act_rows VALUES (16, 11, 'tags', NULL, NULL, '{"id":2,"name":"Budapest","folded":"budapest"}');
INSERT INTO act_rows VALUES (17, 11, 'tagged', 3, NULL, '{"tag":2,"story":3}');
INSERT INTO act_rows VALUES (18, 12, 'marks', 1, '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}', '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":1795707171790}');
INSERT INTO act_rows VALUES (19, 13, 'marks', 1, '{"story":1,"read_at":null,"starred_at":null,"done_at":null,"spiked_at":null}', '{"story":1,"read_at":null,"starred_at":null,"done_at":1795707171878,"spiked_at":null}');
INSERT INTO act_rows VALUES (20, 14, 'marks', 2, '{"story":2,"read_at":1795707171290,"starred_at":1795707171290,"done_at":null,"spiked_at":null}', '{"story":2,"read_at":1795707171290,"starred_at":1795707171290,"done_at":null,"spiked_at":1795707172012}');
INSERT INTO act_rows VALUES (21, 15, 'gathered', 3, '{"topic":1,"story":3,"section":1,"position":"V0000003"}', NULL);
INSERT INTO act_rows VALUES (22, 16, 'arrived', 4, NULL, NULL);
INSERT INTO act_rows VALUES (23, 17, 'topics', NULL, '{"id":1,"name":"Harbours","folded":"harbours","brief":"","position":"V0000001","colour":null}', '{"id":1,"name":"Harbours","folded":"harbours","brief":"","position":"V0000001","colour":"c"}');
INSERT INTO act_rows VALUES (24, 18, 'topics', NULL, '{"id":1,"name":"Harbours","folded":"harbours","brief":"","position":"V0000001","colour":"c"}', '{"id":1,"name":"Harbours","folded":"harbours","brief":"What becomes of the harbours after the storm","position":"V0000001","colour":"c"}');
INSERT INTO act_rows VALUES (25, 19, 'sections', NULL, '{"id":1,"topic":1,"name":"Quays","folded":"quays","position":"V0000001","brief":null}', '{"id":1,"topic":1,"name":"Quays","folded":"quays","position":"V0000001","brief":"Which quays are open"}');
INSERT INTO act_rows VALUES (26, 20, 'claims', 1, NULL, '{"story":1,"status":3,"by":"Ann Lee","according_to":"the harbour board","made_at":1795707173013}');
INSERT INTO act_rows VALUES (27, 21, 'claims', 3, NULL, '{"story":3,"status":1,"by":null,"according_to":null,"made_at":1795707173153}');
INSERT INTO act_rows VALUES (28, 22, 'translations', 2, NULL, '{"id":1,"story":2,"passage":null,"before":null,"after":null,"position":null,"language":"en","text":"Ferry sails again","made_at":1795707173298}');
INSERT INTO act_rows VALUES (29, 23, 'translations', 3, NULL, '{"id":2,"story":3,"passage":"the ice house","before":"three villages came in before noon, and ","after":" is working.","position":132,"language":"uk","text":"льодовня","made_at":1795707173450}');
INSERT INTO act_rows VALUES (30, 24, 'notes', 3, NULL, '{"id":1,"story":3,"text":"Ask about the ice","made_at":1795707173619}');
INSERT INTO written VALUES (1, 1);
INSERT INTO written VALUES (2, 1);
INSERT INTO notes VALUES (1, 3, 'Ask about the ice', 1795707173619);
INSERT INTO unindexed VALUES (1, 1, 1);
INSERT INTO unindexed VALUES (6, 4, 1);
INSERT INTO unindexed VALUES (7, 2, 1);
INSERT INTO unindexed VALUES (9, 3, 1);
INSERT INTO journal VALUES (1, 7, 0, 1, 1);
INSERT INTO journal VALUES (2, 30, 1760599800, 1, 1);
INSERT INTO journal VALUES (3, 16, 1, 1, 1);
INSERT INTO journal VALUES (4, 13, 1, 1, 1);
INSERT INTO journal VALUES (5, 15, 1, 1, 1);
INSERT INTO journal VALUES (6, 15, 2, 1, 1);
INSERT INTO journal VALUES (7, 40, 1, 0, 1);
INSERT INTO journal VALUES (8, 10, 1, 1, 1);
INSERT INTO journal VALUES (9, 11, 1, 1, 1);
INSERT INTO journal VALUES (10, 7, 0, 2, 1);
INSERT INTO journal VALUES (11, 16, 2, 2, 1);
INSERT INTO journal VALUES (12, 10, 1, 2, 1);
INSERT INTO journal VALUES (13, 11, 1, 2, 1);
INSERT INTO journal VALUES (14, 7, 0, 3, 1);
INSERT INTO journal VALUES (15, 11, 1, 3, 1);
INSERT INTO journal VALUES (16, 12, 1, 3, 1);
INSERT INTO journal VALUES (17, 13, 1, 3, 1);
INSERT INTO journal VALUES (18, 30, 1760572800, 2, 1);
INSERT INTO journal VALUES (19, 3, 0, 2, 1);
INSERT INTO journal VALUES (20, 2, 0, 2, 1);
INSERT INTO journal VALUES (21, 40, 2, 0, 1);
INSERT INTO journal VALUES (22, 10, 2, 3, 1);
INSERT INTO journal VALUES (23, 10, 2, 3, 0);
INSERT INTO journal VALUES (24, 40, 2, 0, 0);
INSERT INTO journal VALUES (25, 5, 0, 1, 1);
INSERT INTO journal VALUES (26, 5, 0, 1, 0);
INSERT INTO journal VALUES (27, 4, 0, 1, 1);
INSERT INTO journal VALUES (28, 5, 0, 2, 1);
INSERT INTO journal VALUES (29, 11, 1, 3, 0);
INSERT INTO journal VALUES (30, 12, 1, 3, 0);
INSERT INTO journal VALUES (31, 11, 1, 3, 1);
INSERT INTO journal VALUES (32, 12, 1, 3, 1);
INSERT INTO journal VALUES (33, 7, 0, 4, 1);
INSERT INTO journal VALUES (34, 6, 0, 4, 1);
INSERT INTO journal VALUES (35, 24, 3, 1, 1);
INSERT INTO journal VALUES (36, 24, 1, 3, 1);
INSERT INTO journal VALUES (37, 20, 0, 3, 1);
INSERT INTO counts VALUES (1, 1, 3, 3);
INSERT INTO counts VALUES (1, 2, 2, 2);
INSERT INTO counts VALUES (1, 3, 0, 0);
INSERT INTO counts VALUES (1, 4, 1, 1);
INSERT INTO counts VALUES (1, 5, 1, 0);
INSERT INTO counts VALUES (10, 1, 1, 1);
INSERT INTO counts VALUES (10, 2, 0, 0);
INSERT INTO counts VALUES (11, 1, 2, 2);
INSERT INTO counts VALUES (12, 1, 1, 1);
INSERT INTO counts VALUES (13, 1, 2, 2);
INSERT INTO counts VALUES (15, 1, 1, 1);
INSERT INTO counts VALUES (15, 2, 1, 1);
INSERT INTO counts VALUES (16, 1, 1, 1);
INSERT INTO counts VALUES (16, 2, 0, 0);
INSERT INTO claims VALUES (1, 3, 'Ann Lee', 'the harbour board', 1795707173013);
INSERT INTO claims VALUES (3, 1, NULL, NULL, 1795707173153);
INSERT INTO translations VALUES (1, 2, NULL, NULL, NULL, NULL, 'en', 'Ferry sails again', 1795707173298);
INSERT INTO translations VALUES (2, 3, 'the ice house', 'three villages came in before noon, and ', ' is working.', 132, 'uk', 'льодовня', 1795707173450);
INSERT INTO sqlite_sequence (name, seq) SELECT 'stories', 4 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'stories');
UPDATE sqlite_sequence SET seq = 4 WHERE name = 'stories';
INSERT INTO sqlite_sequence (name, seq) SELECT 'clippings', 3 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'clippings');
UPDATE sqlite_sequence SET seq = 3 WHERE name = 'clippings';
INSERT INTO sqlite_sequence (name, seq) SELECT 'topics', 1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'topics');
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'topics';
INSERT INTO sqlite_sequence (name, seq) SELECT 'sections', 1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'sections');
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'sections';
INSERT INTO sqlite_sequence (name, seq) SELECT 'acts', 24 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'acts');
UPDATE sqlite_sequence SET seq = 24 WHERE name = 'acts';
INSERT INTO sqlite_sequence (name, seq) SELECT 'act_rows', 30 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'act_rows');
UPDATE sqlite_sequence SET seq = 30 WHERE name = 'act_rows';
INSERT INTO sqlite_sequence (name, seq) SELECT 'unindexed', 9 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'unindexed');
UPDATE sqlite_sequence SET seq = 9 WHERE name = 'unindexed';
INSERT INTO sqlite_sequence (name, seq) SELECT 'tags', 2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'tags');
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'tags';
INSERT INTO sqlite_sequence (name, seq) SELECT 'translations', 2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'translations');
UPDATE sqlite_sequence SET seq = 2 WHERE name = 'translations';
INSERT INTO sqlite_sequence (name, seq) SELECT 'notes', 1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'notes');
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'notes';
CREATE INDEX keys_by_story ON keys (story);
CREATE INDEX tagged_by_story ON tagged (story, tag);
CREATE INDEX leads_by_key ON leads (key) WHERE key IS NOT NULL;
CREATE INDEX outlets_by_folded ON outlets (folded);
CREATE INDEX agencies_by_folded ON agencies (folded);
CREATE INDEX writers_by_folded ON writers (folded);
CREATE INDEX stories_by_clipped ON stories (added_at, id);
CREATE INDEX stories_by_published ON stories (published_order, id);
CREATE INDEX stories_by_outlet ON stories (outlet, id) WHERE outlet IS NOT NULL;
CREATE INDEX stories_by_agency ON stories (agency, id) WHERE agency IS NOT NULL;
CREATE INDEX stories_by_language ON stories (language, id) WHERE language IS NOT NULL;
CREATE INDEX stories_unfetched ON stories (id) WHERE unfetched IS NOT NULL;
CREATE INDEX stories_by_wire ON stories (wire) WHERE wire IS NOT NULL;
CREATE INDEX clippings_by_story ON clippings (story, id);
CREATE INDEX marks_unread ON marks (story) WHERE read_at IS NULL;
CREATE INDEX marks_starred ON marks (story) WHERE starred_at IS NOT NULL;
CREATE INDEX marks_spiked ON marks (story) WHERE spiked_at IS NOT NULL;
CREATE INDEX marks_inbox ON marks (story) WHERE done_at IS NULL;
CREATE INDEX gathered_in_order ON gathered (topic, position, story);
CREATE INDEX gathered_by_story ON gathered (story);
CREATE INDEX gathered_by_section ON gathered (section, story) WHERE section IS NOT NULL;
CREATE INDEX acts_by_state ON acts (state, id);
CREATE INDEX act_rows_by_act ON act_rows (act, id);
CREATE INDEX act_rows_by_story ON act_rows (story) WHERE story IS NOT NULL;
CREATE INDEX written_by_story ON written (story);
CREATE INDEX notes_by_story ON notes (story, id);
CREATE INDEX highlights_by_story ON highlights (story, id);
CREATE INDEX quotes_by_story ON quotes (story, id);
CREATE INDEX unindexed_pressing ON unindexed (number) WHERE pressing = 1;
CREATE TRIGGER marks_new AFTER INSERT ON marks BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (7, 0, new.story, 1);
    INSERT INTO journal (kind, key, story, present) SELECT 2, 0, new.story, 1 WHERE new.read_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 3, 0, new.story, 1 WHERE new.starred_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 4, 0, new.story, 1 WHERE new.done_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 5, 0, new.story, 1 WHERE new.spiked_at IS NOT NULL;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - 0, unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 1;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.done_at IS NULL) - 0, unread = unread + (new.spiked_at IS NULL AND new.done_at IS NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 2;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL) - 0, unread = unread + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 3;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL)) - 0, unread = unread + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL) AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 4;
    UPDATE counts SET stories = stories + (new.spiked_at IS NOT NULL) - 0, unread = unread + (new.spiked_at IS NOT NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 5;
END;
CREATE TRIGGER marks_gone AFTER DELETE ON marks BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (7, 0, old.story, 0);
    INSERT INTO journal (kind, key, story, present) SELECT 2, 0, old.story, 0 WHERE old.read_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 3, 0, old.story, 0 WHERE old.starred_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 4, 0, old.story, 0 WHERE old.done_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 5, 0, old.story, 0 WHERE old.spiked_at IS NOT NULL;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL), unread = unread + 0 - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 1;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL AND old.done_at IS NULL), unread = unread + 0 - (old.spiked_at IS NULL AND old.done_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 2;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL), unread = unread + 0 - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 3;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL)), unread = unread + 0 - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL) AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 4;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NOT NULL), unread = unread + 0 - (old.spiked_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 5;
END;
CREATE TRIGGER marks_changed AFTER UPDATE ON marks BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 2, 0, new.story, new.read_at IS NOT NULL
      WHERE (old.read_at IS NULL) <> (new.read_at IS NULL);
    INSERT INTO journal (kind, key, story, present) SELECT 3, 0, new.story, new.starred_at IS NOT NULL
      WHERE (old.starred_at IS NULL) <> (new.starred_at IS NULL);
    INSERT INTO journal (kind, key, story, present) SELECT 4, 0, new.story, new.done_at IS NOT NULL
      WHERE (old.done_at IS NULL) <> (new.done_at IS NULL);
    INSERT INTO journal (kind, key, story, present) SELECT 5, 0, new.story, new.spiked_at IS NOT NULL
      WHERE (old.spiked_at IS NULL) <> (new.spiked_at IS NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL), unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 1;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.done_at IS NULL) - (old.spiked_at IS NULL AND old.done_at IS NULL), unread = unread + (new.spiked_at IS NULL AND new.done_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.done_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 2;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL) - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL), unread = unread + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 3;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL)) - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL)), unread = unread + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL) AND new.read_at IS NULL) - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL) AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 4;
    UPDATE counts SET stories = stories + (new.spiked_at IS NOT NULL) - (old.spiked_at IS NOT NULL), unread = unread + (new.spiked_at IS NOT NULL AND new.read_at IS NULL) - (old.spiked_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 5;
END;
CREATE TRIGGER marks_weighed AFTER UPDATE ON marks
  WHEN (old.spiked_at IS NULL) <> (new.spiked_at IS NULL) OR (old.read_at IS NULL) <> (new.read_at IS NULL)
BEGIN
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 10 AND key IN (SELECT tag FROM tagged WHERE story = new.story);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 11 AND key IN (SELECT topic FROM gathered WHERE story = new.story);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 12 AND key IN (SELECT section FROM gathered WHERE story = new.story AND section IS NOT NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 13 AND key IN (SELECT outlet FROM stories WHERE id = new.story AND outlet IS NOT NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 14 AND key IN (SELECT agency FROM stories WHERE id = new.story AND agency IS NOT NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 15 AND key IN (SELECT writer FROM written WHERE story = new.story);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 16 AND key IN (SELECT language FROM stories WHERE id = new.story AND language IS NOT NULL);
END;
CREATE TRIGGER tagged_new AFTER INSERT ON tagged BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 10, new.tag, new.story, 1;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 10, new.tag, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER tagged_gone AFTER DELETE ON tagged BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 10, old.tag, old.story, 0;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 10 AND key = old.tag;
END;
CREATE TRIGGER written_new AFTER INSERT ON written BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 15, new.writer, new.story, 1;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 15, new.writer, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER written_gone AFTER DELETE ON written BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 15, old.writer, old.story, 0;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 15 AND key = old.writer;
END;
CREATE TRIGGER gathered_new AFTER INSERT ON gathered BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 11, new.topic, new.story, 1;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 11, new.topic, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
    INSERT INTO journal (kind, key, story, present) SELECT 12, new.section, new.story, 1 WHERE new.section IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 12, new.section, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story AND new.section IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER gathered_gone AFTER DELETE ON gathered BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 11, old.topic, old.story, 0;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 11 AND key = old.topic;
    INSERT INTO journal (kind, key, story, present) SELECT 12, old.section, old.story, 0 WHERE old.section IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 12 AND key = old.section AND old.section IS NOT NULL;
END;
CREATE TRIGGER gathered_moved AFTER UPDATE OF section ON gathered WHEN old.section IS NOT new.section BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 12, old.section, old.story, 0 WHERE old.section IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 12 AND key = old.section AND old.section IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 12, new.section, new.story, 1 WHERE new.section IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 12, new.section, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story AND new.section IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_outlet AFTER UPDATE OF outlet ON stories WHEN old.outlet IS NOT new.outlet BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 13, old.outlet, new.id, 0 WHERE old.outlet IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 13 AND key = old.outlet AND old.outlet IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 13, new.outlet, new.id, 1 WHERE new.outlet IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 13, new.outlet, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id AND new.outlet IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_agency AFTER UPDATE OF agency ON stories WHEN old.agency IS NOT new.agency BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 14, old.agency, new.id, 0 WHERE old.agency IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 14 AND key = old.agency AND old.agency IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 14, new.agency, new.id, 1 WHERE new.agency IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 14, new.agency, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id AND new.agency IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_language AFTER UPDATE OF language ON stories WHEN old.language IS NOT new.language BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 16, old.language, new.id, 0 WHERE old.language IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 16 AND key = old.language AND old.language IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 16, new.language, new.id, 1 WHERE new.language IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 16, new.language, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id AND new.language IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_published AFTER UPDATE OF published_order ON stories
  WHEN old.published_order IS NOT new.published_order
BEGIN
    INSERT INTO journal (kind, key, story, present)
      VALUES (30, coalesce(new.published_order, 0), new.id, new.published_order IS NOT NULL);
END;
CREATE TRIGGER stories_fetched AFTER UPDATE OF unfetched ON stories
  WHEN (old.unfetched IS NULL) <> (new.unfetched IS NULL)
BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (6, 0, new.id, new.unfetched IS NOT NULL);
    UPDATE counts SET
        stories = stories + ((new.unfetched IS NOT NULL) - (old.unfetched IS NOT NULL))
          * (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread + ((new.unfetched IS NOT NULL) - (old.unfetched IS NOT NULL))
          * (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 1 AND key = 4;
END;
CREATE TRIGGER notes_new AFTER INSERT ON notes BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (20, 0, new.story, 1);
END;
CREATE TRIGGER notes_gone AFTER DELETE ON notes BEGIN
    INSERT INTO journal (kind, key, story, present)
      SELECT 20, 0, old.story, EXISTS (SELECT 1 FROM notes WHERE story = old.story);
END;
CREATE TRIGGER highlights_new AFTER INSERT ON highlights BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (21, 0, new.story, 1);
END;
CREATE TRIGGER highlights_gone AFTER DELETE ON highlights BEGIN
    INSERT INTO journal (kind, key, story, present)
      SELECT 21, 0, old.story, EXISTS (SELECT 1 FROM highlights WHERE story = old.story);
END;
CREATE TRIGGER quotes_new AFTER INSERT ON quotes BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (22, 0, new.story, 1);
END;
CREATE TRIGGER quotes_gone AFTER DELETE ON quotes BEGIN
    INSERT INTO journal (kind, key, story, present)
      SELECT 22, 0, old.story, EXISTS (SELECT 1 FROM quotes WHERE story = old.story);
END;
CREATE TRIGGER copies_new AFTER INSERT ON copies BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (23, 0, new.story, 1);
END;
CREATE TRIGGER copies_gone AFTER DELETE ON copies BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (23, 0, old.story, 0);
END;
CREATE TRIGGER tags_new AFTER INSERT ON tags BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (40, new.id, 0, 1);
END;
CREATE TRIGGER tags_renamed AFTER UPDATE OF name ON tags BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (40, new.id, 0, 1);
END;
CREATE TRIGGER tags_gone AFTER DELETE ON tags BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (40, old.id, 0, 0);
END;
CREATE INDEX translations_by_story ON translations (story, id);
CREATE TRIGGER claims_new AFTER INSERT ON claims BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (24, new.status, new.story, 1);
END;
CREATE TRIGGER claims_changed AFTER UPDATE OF story, status ON claims BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (24, old.status, old.story, 0);
    INSERT INTO journal (kind, key, story, present) VALUES (24, new.status, new.story, 1);
END;
CREATE TRIGGER claims_gone AFTER DELETE ON claims BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (24, old.status, old.story, 0);
END;
