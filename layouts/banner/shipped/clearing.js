const F=[];let G;const K=(s,t)=>RegExp(`^(${s})$`).test(t),Q=()=>e.forEach(s=>{W(s)?s.hasRun=!0:(s.hasRun&&(G||=setInterval(Q,500)),F.forEach((t,e)=>{try{s[3][e]&&t(s[3][e])}catch{}}))});j.push(Q);
