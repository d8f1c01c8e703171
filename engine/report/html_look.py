"""How ``report.html`` looks, on a screen, a telephone and paper; and its one small script, which finds by name."""

STYLE = """
:root{--ink:#1b1b1b;--soft:#555;--line:#c9c9c9;--ground:#f4f6fa;--blue:#1f4e9c}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:var(--ink);
margin:0 auto;max-width:72rem;padding:.6rem 1rem 3rem;background:#fff}
i{font-style:normal}#en:checked~* i:not([lang]),#vi:checked~* i[lang]{display:none}
main>input{margin:0 .3rem 0 1rem;accent-color:var(--blue)}main>label{font-size:.9rem}
h1{font-size:1.6rem;margin:.8rem 0 .2rem}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:2px solid var(--blue)}
h3{font-size:1.05rem;margin:1.2rem 0 .3rem}.plan{font-size:1.05rem;margin:.2rem 0}
.draft{border:2px solid #8a4b00;background:#fff3dc;color:#5c3200;padding:.4rem .7rem;font-weight:700}
.trace{color:var(--soft);font-size:.85rem}code{overflow-wrap:anywhere;font-size:.8rem}small{color:var(--soft)}
ul.cards{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.6rem}
ul.cards li{border:1px solid var(--line);border-left:5px solid var(--soft);padding:.3rem .8rem;background:var(--ground)}
ul.cards b{font-size:1.4rem}ul.cards .nominated{border-left-color:#1a7f37}ul.cards .tied{border-left-color:#8a4b00}
ul.cards .needs_evidence{border-left-color:#8a4b00}ul.cards .not_eligible,ul.cards .excluded{border-left-color:#a40e26}
ul.q{list-style:none;padding:0;margin:0}
ul.q li{display:grid;grid-template-columns:minmax(12rem,2fr) minmax(8rem,1.4fr) 3fr;gap:.8rem;align-items:center;
padding:.25rem 0;border-bottom:1px solid #e6e6e6}ul.q .d1{padding-left:1.2rem}ul.q .d2,ul.q .d3{padding-left:2.4rem}
.m{display:flex;height:1rem;border:1px solid #555;
background:repeating-linear-gradient(45deg,#fff 0 5px,#e4e4e4 5px 7px)}
.m b{background:var(--blue)}.m u{background:repeating-linear-gradient(90deg,#8a4b00 0 4px,#fff 4px 7px)}
td .m{min-width:6rem}ol.c{list-style:none;padding:0;margin:.3rem 0}
ol.c>li{border-bottom:1px solid #e6e6e6}
ol.c summary{display:grid;grid-template-columns:5.2rem minmax(10rem,2.4fr) minmax(9rem,2.2fr) 6rem minmax(9rem,1.6fr);
gap:.6rem;padding:.35rem .4rem;cursor:pointer;align-items:baseline}ol.c summary::-webkit-details-marker{display:none}
ol.c .p::before{content:"▸ ";color:var(--blue)}details[open]>summary .p::before{content:"▾ "}
ol.c .p{font-weight:600}ol.c .k,ol.c .o,ol.c .r{color:#444}ol.c .o{text-align:right}
summary:hover{background:var(--ground)}:focus-visible{outline:3px solid #b35900;outline-offset:1px}
.nominated .s{color:#14602a;font-weight:600}.tied .s,.needs_evidence .s{color:#7a4200;font-weight:600}
.not_eligible .s,.excluded .s{color:#a40e26}
li.tie{margin:.5rem 0 .1rem;color:#7a4200;font-weight:700}
li.cut{border:0!important;border-top:3px double #a40e26!important;margin:.5rem 0;
padding-top:.2rem;color:#a40e26;
font-weight:700}ul.w{background:var(--ground);margin:0 0 .6rem;
padding:.6rem 1rem .6rem 2rem;border-left:4px solid var(--blue)}
ul.w ul{padding-left:1.2rem}em{font-style:normal;font-weight:600}.y{color:#14602a}.n{color:#a40e26}.u{color:#7a4200}
p.council{margin:.2rem .4rem;font-weight:700;color:#5c3200}
.t{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.4rem 0}
caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}th{background:var(--ground)}
th[scope=row]{font-weight:400;background:none}td.n{text-align:right;color:inherit;font-variant-numeric:tabular-nums}
details.g>summary{cursor:pointer;font-weight:600;padding:.2rem 0}
.find input{font:inherit;padding:.2rem .4rem;width:16rem;
max-width:100%;border:1px solid #555}
@media(max-width:640px){body{padding:.4rem .6rem 2rem}ul.q li{grid-template-columns:1fr;gap:.15rem}
ol.c summary{grid-template-columns:1fr auto;gap:.1rem .6rem}ol.c .p{grid-column:1/-1;order:-1}ol.c .k{grid-column:1/-1}
ol.c .r{order:1}ol.c .o{order:2}ol.c .s{order:3;grid-column:1/-1}ul.w{padding-left:1.4rem}}
@page{margin:15mm}@media print{body{max-width:none;padding:0;font:11pt/1.35 "Times New Roman",serif}
main>input,main>label,.find{display:none}
ol.c>li,ul.q li,tr{break-inside:avoid}h2,h3{break-after:avoid}.m,ul.w,.draft{print-color-adjust:exact}}
"""

SCRIPT = """
(function(){var f=document.getElementById('find');if(!f)return;f.closest('p').hidden=false;
function k(s){return s.normalize('NFD').replace(/[\\u0300-\\u036f]/g,'')
.toLowerCase().replace(/đ/g,'d')}
var rows=[].map.call(document.querySelectorAll('ol.c>li:not(.cut):not(.tie)'),function(e){
return [e,k(e.querySelector('summary').textContent)]});
f.addEventListener('input',function(){var q=k(f.value.trim());
rows.forEach(function(r){r[0].hidden=q!==''&&r[1].indexOf(q)<0})})})();
"""
