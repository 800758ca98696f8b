import { copyBuild, publish, markPages } from '/tmp/wt/takeover/tests/support/publish.ts';
import { startSite } from '/tmp/wt/takeover/tests/support/site.ts';
import { readFileSync, rmSync } from 'node:fs';
rmSync('/tmp/wt/takeover/.astro/pub',{recursive:true,force:true});
copyBuild('/tmp/wt/takeover/.astro/club','/tmp/wt/takeover/.astro/pub');
const site = await startSite({LOG_LEVEL:'info', METRICS:'off'},{build:'/tmp/wt/takeover/.astro/pub'});
const t=async(p)=>(/wydanie-\w+/.exec(await (await fetch(site.url+p)).text())??['-'])[0];
const n=Number(process.argv[2]);
for(let i=1;i<=n;i++){
 await publish('/tmp/wt/takeover/.astro/pub',(d)=>markPages(d,['index.html','klub/index.html'],String(i)));
 const s=performance.now();
 let ok=false;
 while(!ok){ ok = (await t('/'))==='wydanie-'+i && (await t('/klub/'))==='wydanie-'+i; if(performance.now()-s>6000) break; await new Promise(r=>setTimeout(r,20));}
 if(i<4||i%10===0) console.log(i,Math.round(performance.now()-s),await t('/'),await t('/zgloszenie/'),await t('/szukaj/?q=klub'));
}
console.log(site.output().slice(-800));
await site.stop();
