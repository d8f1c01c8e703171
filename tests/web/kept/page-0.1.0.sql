BEGIN TRANSACTION;
CREATE TABLE access (
  n integer primary key, at text not null, name text not null, role text not null, method text not null,
  route text not null, object text not null, status integer not null, previous text not null, digest text not null
) strict;
INSERT INTO "access" VALUES(1,'2026-03-02T08:00:00+00:00','an','officer','GET','results','DEGov77Jpv1wpv0R',200,'0000000000000000000000000000000000000000000000000000000000000000','929dae14ae4ef4e06f761331f2a0d2c1e5e5f0243afd53d5473a6fbc435ee8e3');
INSERT INTO "access" VALUES(2,'2026-03-02T08:00:00+00:00','an','officer','GET','results','DEGov77Jpv1wpv0R',303,'929dae14ae4ef4e06f761331f2a0d2c1e5e5f0243afd53d5473a6fbc435ee8e3','d67d2bae1d3878550bb86276a60bcc475f528fbcd314d6ca1c6404a019a8dd2f');
INSERT INTO "access" VALUES(3,'2026-03-02T08:00:00+00:00','an','officer','GET','results','DEGov77Jpv1wpv0R',404,'d67d2bae1d3878550bb86276a60bcc475f528fbcd314d6ca1c6404a019a8dd2f','7aa618caa21d57d743ae1232f0d0f40f86e4288ffce3208875e07760780c88ec');
CREATE TABLE account (
  name text primary key, role text not null, password text not null, added text not null, disabled text
) strict;
INSERT INTO "account" VALUES('an','officer','$argon2id$v=19$m=65536,t=3,p=4$njxwe7/uu0f5KEXr0QDUZA$HP+iyFsHuW9zrilU/BtQIpbjl6ajuzSvpryJ/pT+HVY','2026-03-02T08:00:00+00:00',NULL);
INSERT INTO "account" VALUES('bình','council','$argon2id$v=19$m=65536,t=3,p=4$V395JAW0dO4Mky5GlEAxDg$ozaMcEf5BSD/ca7jltQrx3mL0xkSyMpr19Ac3gYoXEc','2026-03-02T08:00:00+00:00',NULL);
INSERT INTO "account" VALUES('chi','auditor','$argon2id$v=19$m=65536,t=3,p=4$4RWBkaeEtKW9Oc2UyjpVfw$q5TwjGQI3M5Ebu7C/e8OhbkHBhzGCTb0nJtfuskp1cs','2026-03-02T08:00:00+00:00','2026-03-02T08:00:00+00:00');
CREATE TABLE answer (rulebook text, form text, header text, field text, primary key (rulebook, form, header)) strict;
INSERT INTO "answer" VALUES('ninh-thuan-2023','candidates','đơn vị công tác','unit');
CREATE TABLE launch (token text primary key, name text not null, role text not null,
  made text not null) strict;
INSERT INTO "launch" VALUES('b2818f0ee2aedb07654faa2d81830874900de8cf8b73647b05c142bd9db50db7','an','officer','2026-03-02T08:00:00+00:00');
CREATE TABLE session (
  token text primary key, name text not null, role text not null, lang text not null,
  made text not null, seen text not null, address text not null
) strict;
INSERT INTO "session" VALUES('d461f8ed50182774ff8cfeca63d190986067a1b6aa655c54302d7a937dc1e290','an','officer','vi','2026-03-02T08:00:00+00:00','2026-03-02T08:00:00+00:00','127.0.0.1');
CREATE TABLE work (
  id text primary key, title text not null, owner text not null, state text not null, made text not null,
  changed text not null, details text not null
) strict;
INSERT INTO "work" VALUES('krDFulHGXiPgQueB','Đợt 1','an','draft','2026-03-02T08:00:00+00:00','2026-03-02T08:00:00+00:00','{"rulebook": "ninh-thuan-2023", "round": "review", "year": "2023", "decided_on": "2023-10-09", "settings": {"score_from": "80"}, "uploads": [{"stored": "0000000000000000.xlsx", "name": "Danh sách.xlsx", "size": 150449, "role": "candidates"}], "columns": {"Danh sách.xlsx|Tập thể|candidates|1-2": {"C": "unit"}}, "resolve": {"a": "b"}, "results": null, "error": null, "step": null}');
INSERT INTO "work" VALUES('DEGov77Jpv1wpv0R','Đợt 2','an','submitted','2026-03-02T08:00:00+00:00','2026-03-02T08:00:00+00:00','{"rulebook": "ninh-thuan-2023", "round": null, "year": null, "decided_on": null, "settings": {}, "uploads": [], "columns": {}, "resolve": {}, "results": "results-1", "error": null, "step": null}');
INSERT INTO "work" VALUES('QTQUhMNLmBOKoW_D','Đợt 3','an','running','2026-03-02T08:00:00+00:00','2026-03-02T08:00:00+00:00','{"rulebook": null, "round": null, "year": null, "decided_on": null, "settings": {}, "uploads": [], "columns": {}, "resolve": {}, "results": null, "error": null, "step": null}');
CREATE TRIGGER access_stays before update on access begin select raise(abort, 'kept'); end;
CREATE TRIGGER access_remains before delete on access begin select raise(abort, 'kept'); end;
COMMIT;
