F[3]=e=>{indexedDB.databases().then(a=>a.forEach(({name:a})=>{K(e,a)&&indexedDB.deleteDatabase(a)}),()=>{})};
